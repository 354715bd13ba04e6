using Serverless.Core.Evaluations;

namespace Serverless.Core.Searches;

/// <summary><c>generations/{n}/evaluations.json</c>: the outcomes of all candidates, in proposal order, including infeasible ones.</summary>
public sealed record EvaluationSet
{
    public int SchemaVersion { get; init; } = 1;

    public required int Generation { get; init; }

    public required IReadOnlyList<Evaluation> Evaluations { get; init; }
}
