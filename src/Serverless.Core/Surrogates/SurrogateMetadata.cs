using Serverless.Core.Objectives;
using Serverless.Spaces;

namespace Serverless.Core.Surrogates;

/// <summary>Describes what a surrogate predicts, from what, and how it was fitted. Stored next to its ONNX file, and in it.</summary>
public sealed record SurrogateMetadata
{
    /// <value>The schema version with which new surrogates are written.</value>
    public const int CurrentSchemaVersion = 1;

    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <value>The kind, one of <see cref="SurrogateKind"/>.</value>
    public required string Kind { get; init; }

    /// <value>The space and skeleton of the architectures.</value>
    public required SpaceSpecification Space { get; init; }

    /// <value>The shape of the networks' input and output.</value>
    public required ImageShape Shape { get; init; }

    /// <value>The inputs of its graph, in any order.</value>
    public required IReadOnlyList<SurrogateInput> Inputs { get; init; }

    /// <value>The points of the learning curves that it reads, in order of epochs; null for one that reads none.</value>
    public IReadOnlyList<string>? CurvePoints { get; init; }

    /// <value>The objectives that it predicts, in the order of its values.</value>
    public required IReadOnlyList<Objective> Targets { get; init; }

    /// <value>How each target was scaled for fitting.</value>
    public required IReadOnlyList<SurrogateScale> Scales { get; init; }

    /// <value>Number of ensemble members, at least 1.</value>
    public required int Members { get; init; }

    /// <value>Whether it gives Pareto scores.</value>
    public required bool HasScores { get; init; }

    /// <value>Whether it gives values of the targets.</value>
    public required bool HasObjectives { get; init; }

    /// <value>The platforms for which it gives Pareto scores, by index. Null for a kind whose scores, if any, are over all targets at once.</value>
    public IReadOnlyList<SurrogatePlatform>? Platforms { get; init; }

    public required SurrogateTraining Training { get; init; }

    /// <value>How well it ranked held-out examples; null when there were none.</value>
    public SurrogateQuality? HeldOut { get; init; }

    /// <value>
    /// By target: the factor by which the members' distances from their mean were scaled after the fit, so that the mean ± 1.2816 standard deviations
    /// contains four of five held-out values. Already applied in the file. Null: not scaled.
    /// </value>
    public IReadOnlyList<double>? SpreadFactors { get; init; }

    /// <value>The component of the product, with its version, that created it.</value>
    public required string CreatedBy { get; init; }

    /// <summary>Returns the index of the platform whose scores rank by the given objectives; null when there is none.</summary>
    /// <param name="objectives">All objectives of the search.</param>
    public int? FindPlatform(IReadOnlyList<Objective> objectives)
    {
        var found = Platforms?.ToList().FindIndex(platform => platform.Ranks(objectives, Targets)) ?? -1;
        return found < 0 ? null : found;
    }

    /// <summary>Returns how well it ranked held-out examples by the given objectives, Kendall's τ-b; null when it is not known.</summary>
    /// <param name="objectives">All objectives of the search.</param>
    public double? HeldOutCorrelation(IReadOnlyList<Objective> objectives) =>
        Platforms is null ? HeldOut?.KendallTauB : FindPlatform(objectives) is { } index ? Platforms[index].KendallTauB : null;

    /// <summary>Returns why its scores do not fit the objectives of a search, with a remedy.</summary>
    /// <param name="objectives">All objectives of the search, for which <see cref="FindPlatform"/> returned null.</param>
    public string LackOfPlatform(IReadOnlyList<Objective> objectives) =>
        $"Its scores are for {string.Join("; ", (Platforms ?? []).Select(platform => platform.Description))}, not for {string.Join(", ", objectives.Select(objective => objective.Name))}. "
        + "Use one that was fitted to these, or fit a head for them (a fit that starts from it, with its encoder frozen).";
}

/// <summary>The scale of a target's values in the fit; predictions are in the target's own unit.</summary>
/// <param name="Mean">The value that is scaled to 0.</param>
/// <param name="Deviation">The distance above the mean that is scaled to 1; positive.</param>
public readonly record struct SurrogateScale(double Mean, double Deviation);

/// <summary>The training data of a surrogate.</summary>
/// <param name="Hash">The hash of the training set: <see cref="SurrogateTrainingSet.Hash"/>.</param>
/// <param name="Size">Number of architectures in it.</param>
/// <param name="Seed">Seed of weights, order and folds.</param>
public sealed record SurrogateTraining(string Hash, int Size, long Seed);

/// <summary>How well a surrogate ranked architectures to which it, or the member that predicted them, had not been fitted.</summary>
public sealed record SurrogateQuality
{
    /// <value>Number of architectures held out.</value>
    public required int Size { get; init; }

    /// <value>
    /// Kendall's τ-b between the Pareto ranks of held-out architectures and the predictions: scores, or if there are none,
    /// the Pareto ranks of predicted values; the mean over the platforms fitted. Null when it is undefined, for example because all ranks are equal.
    /// </value>
    public double? KendallTauB { get; init; }

    /// <value>Spearman's ρ by target, between measured and predicted values; null for one without predictions.</value>
    public required IReadOnlyList<double?> Spearman { get; init; }
}

/// <summary>The names of the outputs of a surrogate's ONNX graph.</summary>
public static class SurrogateOutputs
{
    /// <summary>N × members: Pareto scores; greater means nearer to the front.</summary>
    public const string Scores = "scores";

    /// <summary>N × members × objectives: values in the targets' own units and directions.</summary>
    public const string Objectives = "objectives";

    /// <summary>The key of the metadata in the ONNX file.</summary>
    public const string MetadataKey = "surrogate";
}
