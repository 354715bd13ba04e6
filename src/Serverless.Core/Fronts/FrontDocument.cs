using System.Text.Json.Serialization;
using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;

namespace Serverless.Core.Fronts;

/// <summary>The nondominated set of a search, ordered by the first objective, best first.</summary>
public record FrontDocument
{
    public int SchemaVersion { get; init; } = 1;

    public required string SearchId { get; init; }

    /// <value>Generations merged.</value>
    public required int Generation { get; init; }

    /// <value>Completed evaluations merged.</value>
    public int Evaluations { get; init; }

    /// <value>What became of all evaluations merged; an empty front has its reason there. Null in fronts that are older than this field.</value>
    public OutcomeCounts? Outcomes { get; init; }

    public required IReadOnlyList<Objective> Objectives { get; init; }

    /// <value>Objective name to value, in the objective's own direction.</value>
    public required IReadOnlyDictionary<string, double> ReferencePoint { get; init; }

    /// <value>What was inferred of the reference point, and from what; null when thresholds give all of it, and until it is known.</value>
    public ReferencePointOrigin? ReferencePointOrigin { get; init; }

    public required double Hypervolume { get; init; }

    /// <value>Generations in a row, up to the latest, in which the hypervolume did not rise; a front that is empty has none.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int GenerationsWithoutImprovement { get; init; }

    /// <value>Evaluations in a row, up to the latest, that did not raise the hypervolume, whatever became of them.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EvaluationsWithoutImprovement { get; init; }

    /// <value>The search whose candidates this one trained again; null when it is no retraining.</value>
    public string? RetrainOf { get; init; }

    public required IReadOnlyList<FrontMember> Members { get; init; }
}
