using Serverless.Core.Surrogates;
using Serverless.Learning.Datasets;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.GaussianProcesses;

/// <summary>Fits each target by an exact Gaussian process on analytic features, with the kernels and transforms of gp-ehvi.</summary>
/// <remarks>
/// There is one posterior given all known values, and the members represent its mean and spread. Held-out quality is measured on closed-form
/// predictions
/// of each architecture without its own value. Architectures whose input does not reach their output are left out.
/// </remarks>
public class GaussianProcessFitter : ISurrogateFitter
{
    /// <inheritdoc/>
    public virtual string Kind => SurrogateKind.GaussianProcess;

    /// <inheritdoc/>
    public bool FitsTargetsApart => true;

    /// <summary>Whether trees are combined with the processes of shares.</summary>
    private protected virtual bool HasTrees => false;

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
        var rows = AnalyticRows.Of(encoder, connected.Architectures);
        var order = RandomOrder.Of(connected.Count, RandomStream.For(options.Seed, 0, RandomPurpose.Shuffling));
        var targets = new List<ProcessTarget>();
        for (var target = 0; target < set.Targets.Count; target++)
        {
            cancellation.ThrowIfCancellationRequested();
            targets.Add(ProcessTarget.Fit(connected, target, rows, order, HasTrees ? options.Seed : null, cancellation));
            progress?.Invoke(new SurrogateFitProgress(target + 1, set.Targets.Count, Loss: 0));
        }

        var leftOut = new LeftOutPredictions(connected, targets);
        var described = SurrogateFit.Describe(
            Kind, set, [SurrogateInput.Of(EncodingPart.Analytic, encoder)], options, leftOut.Judge(SurrogateFit.HeldOut(connected.Count, options)));
        return new FittedProcess(described with { SpreadFactors = options.Members > 1 ? leftOut.SpreadFactors() : null }, encoder, targets);
    }
}
