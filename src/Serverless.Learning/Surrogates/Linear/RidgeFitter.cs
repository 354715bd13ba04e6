using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.Linear;

/// <summary>Fits each target as a weighted sum of features that do not restate others, large weights penalised.</summary>
public sealed class RidgeFitter : LinearFitter
{
    /// <inheritdoc/>
    public override string Kind => SurrogateKind.Ridge;

    private protected override IReadOnlyList<int> Columns(ArchitectureEncoder encoder, Objective target) =>
        [.. Enumerable.Range(0, encoder.FeatureNames.Count).Where(place => !encoder.RedundantFeatures.Contains(encoder.FeatureNames[place]))];
}
