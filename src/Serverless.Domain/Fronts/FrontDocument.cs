using Serverless.Domain.Objectives;

namespace Serverless.Domain.Fronts;

/// <summary><c>{id}/front.json</c>: the nondominated set, ordered by the first objective, best first.</summary>
public sealed record FrontDocument
{
    public int SchemaVersion { get; init; } = 1;

    public required string SearchId { get; init; }

    /// <value>Generations merged.</value>
    public required int Generation { get; init; }

    /// <value>Completed evaluations merged.</value>
    public int Evaluations { get; init; }

    public required IReadOnlyList<Objective> Objectives { get; init; }

    /// <value>Objective name to value, in the objective's own direction.</value>
    public required IReadOnlyDictionary<string, double> ReferencePoint { get; init; }

    public required double Hypervolume { get; init; }

    public required IReadOnlyList<FrontMember> Members { get; init; }
}
