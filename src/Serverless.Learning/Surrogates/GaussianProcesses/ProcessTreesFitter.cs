using Serverless.Core.Surrogates;

namespace Serverless.Learning.Surrogates.GaussianProcesses;

/// <summary>
/// Fits shares, such as accuracies, by the mean of a Gaussian process and boosted trees, and other targets by a Gaussian process alone.
/// </summary>
public sealed class ProcessTreesFitter : GaussianProcessFitter
{
    /// <inheritdoc/>
    public override string Kind => SurrogateKind.ProcessTrees;

    private protected override bool HasTrees => true;
}
