using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Linear;

/// <summary>Fits a table of what each choice of each decision adds, as ProxylessNAS looks latency up (Cai, Zhu, Han 2019).</summary>
/// <remarks>
/// The sum over layers is exact where layers run one after the other and a table of them is at hand; this is the table of least squares
/// where only whole networks were measured. What branches do side by side it cannot tell.
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
