using Serverless.Algorithms.Models.Trees;
using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates.Tabular;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Trees;

/// <summary>Fits each target by boosted regression trees.</summary>
public sealed class BoostedTreesFitter : TabularFitter
{
    static readonly TreeOptions Options = new();

    /// <inheritdoc/>
    public override string Kind => SurrogateKind.BoostedTrees;

    private protected override ITabularModel Fit(
        ArchitectureEncoder encoder, IReadOnlyList<TabularOutput> outputs, long seed, CancellationToken cancellation) =>
        new TabularTrees(BoostedTrees.Join([.. outputs.Select((output, place) =>
            BoostedTrees.Fit(output.Features, output.Values, targetCount: 1, Options, unchecked((seed * outputs.Count) + place), cancellation))]));
}
