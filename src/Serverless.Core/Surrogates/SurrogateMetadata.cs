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

    /// <value>The points of the learning curves that it reads, the first first; null for one that reads none.</value>
    public IReadOnlyList<string>? CurvePoints { get; init; }

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

    /// <value>By index: what it gives Pareto scores for. Null for a kind whose scores, if any, are over all targets at once.</value>
    public IReadOnlyList<SurrogatePlatform>? Platforms { get; init; }

    public required SurrogateTraining Training { get; init; }

    /// <value>How well it did on what was held out; null when nothing was.</value>
    public SurrogateQuality? HeldOut { get; init; }

    /// <value>
    /// By target: how many times as far from their mean the members' values stand as they were fitted, so that 1.2816 standard deviations to
    /// both sides of it hold four of five values that were held out. Part of the file. Null: as they were fitted.
    /// </value>
    public IReadOnlyList<double>? SpreadFactors { get; init; }

    /// <value>Which part of the product, and its version, made it.</value>
    public required string CreatedBy { get; init; }

    /// <summary>The index of the platform whose scores tell ranks over objectives; null where there is none.</summary>
    /// <param name="objectives">All that are searched.</param>
    public int? FindPlatform(IReadOnlyList<Objective> objectives)
    {
        var found = Platforms?.ToList().FindIndex(platform => platform.Ranks(objectives, Targets)) ?? -1;
        return found < 0 ? null : found;
    }

    /// <summary>How well it ranked by objectives what was held out, Kendall's τ-b; null when that is not known.</summary>
    /// <param name="objectives">All that are searched.</param>
    public double? HeldOutCorrelation(IReadOnlyList<Objective> objectives) =>
        Platforms is null ? HeldOut?.KendallTauB : FindPlatform(objectives) is { } index ? Platforms[index].KendallTauB : null;

    /// <summary>Why its scores are none of a search's, with the remedy.</summary>
    /// <param name="objectives">All that are searched, for which <see cref="FindPlatform"/> gave null.</param>
    public string LackOfPlatform(IReadOnlyList<Objective> objectives) =>
        $"Its scores are for {string.Join("; ", (Platforms ?? []).Select(platform => platform.Description))}, not for {string.Join(", ", objectives.Select(objective => objective.Name))}. "
        + "Name one that was fitted to these, or have it fitted a head for them (a fit that begins at it, with its encoder frozen).";
}

/// <summary>How a target's values were scaled for fitting; predictions are in the target's own unit again.</summary>
/// <param name="Mean">What became 0.</param>
/// <param name="Deviation">What became 1 above the mean; positive.</param>
public readonly record struct SurrogateScale(double Mean, double Deviation);

/// <summary>What a surrogate was fitted to.</summary>
/// <param name="Hash">Of the training set: <see cref="SurrogateTrainingSet.Hash"/>.</param>
/// <param name="Size">How many architectures were in it.</param>
/// <param name="Seed">Of weights, order and folds.</param>
public sealed record SurrogateTraining(string Hash, int Size, long Seed);

/// <summary>How well a surrogate ranked architectures that it, or the member that was asked, had not been fitted to.</summary>
public sealed record SurrogateQuality
{
    /// <value>How many architectures were held out.</value>
    public required int Size { get; init; }

    /// <value>
    /// Kendall's τ-b between the Pareto ranks of held-out architectures and what was predicted of them: scores, or where there are none
    /// the Pareto ranks of predicted values; the mean over platforms that were fitted. Null where it has no value, for example because all ranks are equal.
    /// </value>
    public double? KendallTauB { get; init; }

    /// <value>Spearman's ρ by target, between measured and predicted values; null for one without predictions.</value>
    public required IReadOnlyList<double?> Spearman { get; init; }
}

/// <summary>The names of the outputs of a surrogate's ONNX graph.</summary>
public static class SurrogateOutputs
{
    /// <summary>N × members: Pareto scores, greater is nearer to the front.</summary>
    public const string Scores = "scores";

    /// <summary>N × members × objectives: values in the targets' own units and directions.</summary>
    public const string Objectives = "objectives";

    /// <summary>The key of the metadata that a file says about itself.</summary>
    public const string MetadataKey = "surrogate";
}
