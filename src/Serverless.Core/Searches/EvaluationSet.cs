using Serverless.Core.Evaluations;

namespace Serverless.Core.Searches;

/// <summary><c>generations/{n}/evaluations.json</c>: every candidate's outcome, in proposal order, infeasible ones included.</summary>
public sealed record EvaluationSet
{
    public int SchemaVersion { get; init; } = 1;

    public required int Generation { get; init; }

    public required IReadOnlyList<Evaluation> Evaluations { get; init; }
}
