using Serverless.Algorithms.Models;
using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates.Networks;
using Serverless.Learning.Surrogates.Trees;
using Serverless.Learning.Surrogates.Weights;
using Serverless.Learning.Training;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates;

/// <summary>A surrogate that consists of an ensemble of networks.</summary>
sealed class FittedNetwork(SurrogateNetwork network, ArchitectureEncoder encoder, MemberTrees? trees, Calibration calibration, SurrogateMetadata metadata)
    : FittedSurrogate(metadata)
{
    public SurrogateNetwork Network { get; } = network;

    public override string RanOn => TrainingDevice.NameOf(Device);

    Device Device => Network.parameters().First().device;

    public override SurrogatePredictions Predict(IReadOnlyList<Architecture> architectures) => Predict(architectures, curves: null);

    /// <summary>Predicts architectures whose trainings have begun.</summary>
    /// <param name="architectures">Architectures of the surrogate's search space.</param>
    /// <param name="curves">Their learning curves so far; null if nothing is known.</param>
    public SurrogatePredictions Predict(IReadOnlyList<Architecture> architectures, LearningCurves? curves)
    {
        ArgumentNullException.ThrowIfNull(architectures);
        if (Network.CurvePoints is { } points)
        {
            curves ??= new LearningCurves(points, [.. Enumerable.Repeat(double.NaN, architectures.Count * points.Count)]);
        }

        using var scope = NewDisposeScope();
        var canonical = architectures.Select(encoder.Space.Canonicalise).ToArray();
        var guesses = trees?.Predict(FeatureRows.Of(encoder, canonical));
        var inputs = EncodedInputs.Of(encoder, Network.Parts, canonical, guesses, Device, curves);
        var answers = MemberAnswers.Of(Network, inputs);
        return new(architectures.Count, Network.Members, Metadata.Targets.Count, answers.Scores, SpreadCalibration.Apply(Metadata, calibration.Apply(answers.Values)));
    }

    public override byte[] ToOnnx()
    {
        var file = new SurrogateFile(Metadata);
        var inputs = Network.Parts.ToDictionary(part => part, part => file.Input(SurrogateInput.Of(part, encoder)));
        OnnxValue? curve = Network.CurvePoints is { } points ? file.Input(SurrogateInput.OfCurve(points.Count)) : null;
        var guesses = trees?.Write(file.Graph, inputs[EncodingPart.Features].Name);
        OnnxValue? GuessesOf(int member) => guesses is null ? null : new OnnxValue(guesses[member], 1, Metadata.Targets.Count);
        var answers = Enumerable.Range(0, Network.Members)
            .Select(member => Network.Compute(new OnnxAlgebra(file.Graph, inputs, GuessesOf(member), member, curve)))
            .ToList();
        return file.Finish(
            Metadata.HasScores ? [.. answers.Select(answer => answer.Scores!.Value.Name)] : null,
            [.. answers.Select(answer => answer.Values.Name)],
            calibration.Slopes,
            calibration.Offsets,
            calibration.Bends);
    }

    public override byte[]? ToWeights() => Network.Features is { } features ? NetworkWeights.Write(Network, features, trees, calibration) : null;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Network.Dispose();
        }

        base.Dispose(disposing);
    }
}
