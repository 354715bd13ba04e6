using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Linear;

/// <summary>Fits a table of what each choice of each decision adds, like the latency lookup of ProxylessNAS (Cai, Zhu, Han 2019).</summary>
/// <remarks>
/// A sum over layers is exact if layers run one after the other and a table of layer measurements exists; this is the least-squares table
/// when only whole networks were measured. It cannot represent branches that run in parallel.
/// </remarks>
public sealed class LookupFitter : LinearFitter
{
    /// <inheritdoc/>
    public override string Kind => SurrogateKind.Lookup;

    private protected override IReadOnlyList<int> Columns(ArchitectureEncoder encoder, Objective target)
    {
        var choices = encoder.Space.OneHotLength;
        return [.. Enumerable.Range(encoder.FeatureNames.Count - choices, choices)];
    }
}
