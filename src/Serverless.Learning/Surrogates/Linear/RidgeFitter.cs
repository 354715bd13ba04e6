using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Linear;

/// <summary>Fits each target as a weighted sum of non-redundant features, with a penalty on large weights.</summary>
public sealed class RidgeFitter : LinearFitter
{
    /// <inheritdoc/>
    public override string Kind => SurrogateKind.Ridge;

    private protected override IReadOnlyList<int> Columns(ArchitectureEncoder encoder, Objective target) =>
        [.. Enumerable.Range(0, encoder.FeatureNames.Count).Where(place => !encoder.RedundantFeatures.Contains(encoder.FeatureNames[place]))];
}
