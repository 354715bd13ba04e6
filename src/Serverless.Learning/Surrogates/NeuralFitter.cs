using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates.Lclr;
using Serverless.Learning.Surrogates.Networks;
using Serverless.Learning.Training;
using Serverless.Spaces.Encodings;
using TorchSharp;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates;

/// <summary>Fits a kind of neural surrogate by gradient descent, all members at once.</summary>
/// <remarks>
/// Architectures whose input does not reach their output are left out: the cost of a constant output says nothing about the others, and
/// nearly free constants would fill the first front.
/// </remarks>
public abstract class NeuralFitter : ISurrogateFitter
{
    private protected NeuralFitter(FitRecipe recipe) => Recipe = recipe;

    /// <inheritdoc/>
    public string Kind => Recipe.Kind;

    /// <inheritdoc/>
    public bool FitsTargetsApart => Recipe.IsByTarget;

    private protected FitRecipe Recipe { get; }

    /// <inheritdoc/>
    public FittedSurrogate Fit(
        SurrogateTrainingSet set, SurrogateFitOptions options, CancellationToken cancellation, Action<SurrogateFitProgress>? progress = null) =>
        Fit(set, options, prepare: null, progress, cancellation);

    /// <param name="set">The known values.</param>
    /// <param name="options">The options of the fit.</param>
    /// <param name="prepare">Prepares the network before training; null for nothing.</param>
    /// <param name="progress">Called after each epoch.</param>
    /// <param name="cancellation">Cancels the fit before the next step.</param>
    private protected FittedSurrogate Fit(
        SurrogateTrainingSet set, SurrogateFitOptions options, Action<SurrogateNetwork>? prepare, Action<SurrogateFitProgress>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        var encoder = ArchitectureEncoders.For(set.Space, set.Specification, set.Shape);
        var connected = set.Subset([.. Enumerable.Range(0, set.Count).Where(index => encoder.IsConnected(set.Architectures[index]))]);
        SurrogateFit.Check(connected, options);
        SurrogateFit.CheckBalancer(Kind, connected, options);
        set_num_threads(options.Threads);
        var features = new float[connected.Count * encoder.ShapeOf(EncodingPart.Features).Length];
        encoder.Encode(EncodingPart.Features, connected.Architectures.ToArray(), features);
        var reader = FeatureReader.Of(features, encoder.ShapeOf(EncodingPart.Features).Columns);
        var device = TrainingDevice.Choose(options.Device);
        var network = NewNetwork(connected, encoder, reader, options).to(device);
        try
        {
            prepare?.Invoke(network);
            using var data = new FitData(connected, encoder, network.Parts, Recipe, options, device, cancellation);
            Learn(network, connected, data, encoder, options, progress, cancellation);
            Finish(network, encoder, data, options, cancellation);
            var calibration = Calibration.Of(network, data, Recipe.IsCalibrated);
            var described = Describe(set, network, encoder, data, options, calibration);
            var factors = SpreadFit.Of(
                connected, encoder, data.HeldOut, calibration.Apply(data.Ask(network).Values),
                new FittedNetwork(network, encoder, data.Trees, calibration, described).Predict, options.Seed);
            return new FittedNetwork(network, encoder, data.Trees, calibration, described with { SpreadFactors = factors });
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    SurrogateNetwork NewNetwork(SurrogateTrainingSet set, ArchitectureEncoder encoder, FeatureReader reader, SurrogateFitOptions options)
    {
        // New weights from the same seed for each target, so that a target's weights do not depend on the targets before it.
        if (Recipe.IsByTarget)
        {
            return new TargetNetworks(
                [.. set.Targets.Select(_ => Recipe.Network(encoder, reader, options.Members, 1, new MemberWeights(options.Seed)))]);
        }

        var weights = new MemberWeights(options.Seed);
        return Recipe.CurveNetwork is { } make && CurveReader.Of(set.Curves) is { } curves
            ? make(encoder, reader, curves, options.Members, set.Targets.Count, weights)
            : Recipe.Network(encoder, reader, options.Members, set.Targets.Count, weights);
    }

    void Learn(
        SurrogateNetwork network, SurrogateTrainingSet set, FitData data, ArchitectureEncoder encoder, SurrogateFitOptions options,
        Action<SurrogateFitProgress>? progress, CancellationToken cancellation)
    {
        if (network is not TargetNetworks apart)
        {
            NeuralTraining.Run(network, data, Recipe, options, progress, cancellation);
            return;
        }

        foreach (var (target, own) in apart.Networks.Index())
        {
            using var known = new FitData(set.Select([set.Targets[target].Name]), encoder, own.Parts, Recipe, options, data.Device, cancellation);
            NeuralTraining.Run(
                own, known, Recipe, options,
                done => progress?.Invoke(new((target * done.Total) + done.Done, apart.Networks.Count * done.Total, done.Loss)), cancellation);
        }
    }

    /// <summary>Trains what remains after the network has been trained by <see cref="Recipe"/>.</summary>
    private protected virtual void Finish(
        SurrogateNetwork network, ArchitectureEncoder encoder, FitData data, SurrogateFitOptions options, CancellationToken cancellation)
    {
    }

    SurrogateMetadata Describe(
        SurrogateTrainingSet set, SurrogateNetwork network, ArchitectureEncoder encoder, FitData data, SurrogateFitOptions options,
        Calibration calibration) => new()
        {
            Kind = Kind,
            Space = set.Specification,
            Shape = set.Shape,
            Inputs =
            [
                .. network.Parts.Select(part => SurrogateInput.Of(part, encoder)),
                .. network.CurvePoints is { } points ? [SurrogateInput.OfCurve(points.Count)] : Array.Empty<SurrogateInput>(),
            ],
            CurvePoints = network.CurvePoints,
            Targets = set.Targets,
            Scales = data.Scales,
            Members = options.Members,
            HasScores = Recipe.HasScores,
            HasObjectives = true,
            Training = new(set.Hash(), set.Count, options.Seed),
            HeldOut = HeldOutQuality.Of(network, data, calibration),
            CreatedBy = SurrogateFit.Creator,
        };
}
