using Serverless.Core.Objectives;
using Serverless.Spaces;

namespace Serverless.Core.Surrogates;

/// <summary>What a surrogate predicts, of what, from what, and how it came to be. Stands beside its ONNX file, and in it.</summary>
public sealed record SurrogateMetadata
{
    /// <value>The version of this form that new surrogates are written in.</value>
    public const int CurrentSchemaVersion = 1;

    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <value>One of <see cref="SurrogateKind"/>.</value>
    public required string Kind { get; init; }

    /// <value>The space and skeleton of the architectures.</value>
    public required SpaceSpecification Space { get; init; }

    /// <value>What their networks are fed and answer.</value>
    public required ImageShape Shape { get; init; }

    /// <value>What its graph reads, in any order.</value>
    public required IReadOnlyList<SurrogateInput> Inputs { get; init; }

    /// <value>What it predicts, in the order of its values.</value>
    public required IReadOnlyList<Objective> Targets { get; init; }

    /// <value>How each target was scaled for fitting.</value>
    public required IReadOnlyList<SurrogateScale> Scales { get; init; }

    /// <value>How many predictors disagree with one another, at least 1.</value>
    public required int Members { get; init; }

    /// <value>Whether it gives Pareto scores.</value>
    public required bool HasScores { get; init; }

    /// <value>Whether it gives values of the targets.</value>
    public required bool HasObjectives { get; init; }

    public required SurrogateTraining Training { get; init; }

    /// <value>How well it did on what was held out; null when nothing was.</value>
    public SurrogateQuality? HeldOut { get; init; }

    /// <value>Which part of the product, and its version, made it.</value>
    public required string CreatedBy { get; init; }
}
