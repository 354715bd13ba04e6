using Serverless.Algorithms.Models;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Tabular;

/// <summary>Fits a kind that reads an architecture's features as a row of a table, separately for each member and target.</summary>
/// <remarks>
/// As with networks, architectures whose input does not reach their output are left out, and each member does not see its held-out
/// share. A target is fitted where it is known, whether or not the others are.
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

    /// <summary>Fits all outputs.</summary>
    private protected abstract ITabularModel Fit(
        ArchitectureEncoder encoder, IReadOnlyList<TabularOutput> outputs, long seed, CancellationToken cancellation);

    /// <summary>Throws if the kind cannot be fitted to a search space.</summary>
    private protected virtual void CheckSpace(SurrogateTrainingSet set, ArchitectureEncoder encoder)
    {
    }

    static TabularOutput Output(SurrogateTrainingSet set, FeatureRows features, int[] seen, int target)
    {
        int[] known = [.. seen.Where(index => !double.IsNaN(set.ValuesOf(index)[target]))];
        return new TabularOutput(features.Subset(known), [.. known.Select(index => set.ValuesOf(index)[target])], set.Targets[target]);
    }
}

/// <summary>The training data of one output: the known values of a target, for one member of an ensemble.</summary>
/// <param name="Features">The features, n × p.</param>
/// <param name="Values">The values, n, finite.</param>
/// <param name="Target">The target.</param>
readonly record struct TabularOutput(FeatureRows Features, double[] Values, Objective Target);
