using System.Text.Json.Serialization;
using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;

namespace Serverless.Core.Fronts;

/// <summary>The nondominated set of a search, ordered by the first objective, best first.</summary>
public record FrontDocument
{
    public int SchemaVersion { get; init; } = 1;

    public required string SearchId { get; init; }

    /// <value>The number of generations merged.</value>
    public required int Generation { get; init; }

    /// <value>The number of completed evaluations merged.</value>
    public int Evaluations { get; init; }

    /// <value>The outcomes of all evaluations merged, which explain an empty front. Null in fronts that are older than this field.</value>
    public OutcomeCounts? Outcomes { get; init; }

    public required IReadOnlyList<Objective> Objectives { get; init; }

    /// <value>The reference point: objective name to value, in the objective's own direction.</value>
    public required IReadOnlyDictionary<string, double> ReferencePoint { get; init; }

    /// <value>The inferred part of the reference point and its basis; null when thresholds give all of it, and until it is known.</value>
    public ReferencePointOrigin? ReferencePointOrigin { get; init; }

    public required double Hypervolume { get; init; }

    /// <value>The number of latest generations in a row in which the hypervolume did not increase; 0 while the front is empty.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int GenerationsWithoutImprovement { get; init; }

    /// <value>The number of latest evaluations in a row that did not increase the hypervolume, whatever their outcome.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int EvaluationsWithoutImprovement { get; init; }

    /// <value>The search whose candidates this search trained again; null when it is not a retraining.</value>
    public string? RetrainOf { get; init; }

    public required IReadOnlyList<FrontMember> Members { get; init; }
}
