using Serverless.Algorithms.Models;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Tabular;

/// <summary>Fits a kind that reads an architecture's features as a row of a table, each member and target by itself.</summary>
/// <remarks>
/// Like networks it leaves out architectures whose input does not reach their output, and each member does not see its share of what is
/// held out. Targets are learnt where they are known, whether or not the others are.
/// </remarks>
public abstract class TabularFitter : ISurrogateFitter
{
    /// <inheritdoc/>
    public abstract string Kind { get; }

    /// <inheritdoc/>
    public bool FitsTargetsApart => false;

    /// <inheritdoc/>
    public FittedSurrogate Fit(
        SurrogateTrainingSet set, SurrogateFitOptions options, CancellationToken cancellation, Action<SurrogateFitProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(options);
        var encoder = ArchitectureEncoders.For(set.Space, set.Specification, set.Shape);
        var connected = set.Subset([.. Enumerable.Range(0, set.Count).Where(index => encoder.IsConnected(set.Architectures[index]))]);
        SurrogateFit.Check(connected, options);
        SurrogateFit.CheckBalancer(Kind, connected, options);
        CheckSpace(set, encoder);
        var features = FeatureRows.Of(encoder, connected.Architectures);
        var heldOut = SurrogateFit.HeldOut(connected.Count, options);
        IReadOnlyList<TabularOutput> outputs =
        [
            .. from unseen in heldOut
               from target in Enumerable.Range(0, set.Targets.Count)
               select Output(connected, features, [.. Enumerable.Range(0, connected.Count).Except(unseen)], target),
        ];
        var model = Fit(encoder, outputs, options.Seed, cancellation);
        progress?.Invoke(new SurrogateFitProgress(1, 1, Loss: 0));
        var described = SurrogateFit.Describe(
            Kind, set, [SurrogateInput.Of(EncodingPart.Features, encoder)], options, TabularQuality.Of(connected, features, heldOut, model));
        var factors = SpreadFit.Of(
            connected, encoder, heldOut, Array.ConvertAll(model.Predict(features), value => (float)value), new FittedTable(described, encoder, model).Predict, options.Seed);
        return new FittedTable(described with { SpreadFactors = factors }, encoder, model);
    }

    /// <summary>Learns all outputs.</summary>
    private protected abstract ITabularModel Fit(
        ArchitectureEncoder encoder, IReadOnlyList<TabularOutput> outputs, long seed, CancellationToken cancellation);

    /// <summary>Throws where a kind cannot be fitted to a space.</summary>
    private protected virtual void CheckSpace(SurrogateTrainingSet set, ArchitectureEncoder encoder)
    {
    }

    static TabularOutput Output(SurrogateTrainingSet set, FeatureRows features, int[] seen, int target)
    {
        int[] known = [.. seen.Where(index => !double.IsNaN(set.ValuesOf(index)[target]))];
        return new TabularOutput(features.Subset(known), [.. known.Select(index => set.ValuesOf(index)[target])], set.Targets[target]);
    }
}

/// <summary>What one output is to learn: a target, as far as it is known, by one member of an ensemble.</summary>
/// <param name="Features">n × p.</param>
/// <param name="Values">n, finite.</param>
/// <param name="Target">The target.</param>
readonly record struct TabularOutput(FeatureRows Features, double[] Values, Objective Target);
