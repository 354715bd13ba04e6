using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Spaces;

namespace Serverless.Core.Engine;

/// <summary>An evaluation that has ended at its rung.</summary>
/// <param name="Open">The evaluation as it was in progress.</param>
/// <param name="Outcome">Its outcome after the rung.</param>
public sealed record ArrivedEvaluation(OpenEvaluation Open, Evaluation Outcome);

/// <summary>The result of processing the arrivals of a turn.</summary>
/// <param name="Ended">Evaluations that have ended, in the order of arrivals.</param>
/// <param name="Open">Evaluations still in progress; those that continued from a rung come last.</param>
/// <param name="Entries">Results of the candidates that reached a rung below the last.</param>
/// <param name="Told">The results to report to the algorithm.</param>
public sealed record TurnIntake(EvaluationSet Ended, IReadOnlyList<OpenEvaluation> Open, IReadOnlyList<RungEntry> Entries, EvaluationSet Told)
{
    /// <value>Evaluations that wait at a rung after the turn, in the order in which they arrived there.</value>
    public IReadOnlyList<OpenEvaluation> Waiting { get; init; } = [];

    /// <value>Those of <see cref="Waiting"/> that did not wait before.</value>
    public IReadOnlyList<OpenEvaluation> Joined { get; init; } = [];

    /// <value>Candidates that waited before, and no longer wait.</value>
    public IReadOnlyList<CandidateId> Left { get; init; } = [];

    /// <value>Number of candidates that continued, of those that waited or reached a rung in this turn.</value>
    public int Promoted { get; init; }
}
