using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Spaces;

namespace Serverless.Core.Engine;

/// <summary>An evaluation that has ended at its rung.</summary>
/// <param name="Open">As it was under way.</param>
/// <param name="Outcome">As it stands after its rung.</param>
public sealed record ArrivedEvaluation(OpenEvaluation Open, Evaluation Outcome);

/// <summary>What the arrivals of a turn led to.</summary>
/// <param name="Ended">What has come to its end, in the order of arrivals.</param>
/// <param name="Open">What is under way still; those that went on from a rung last.</param>
/// <param name="Entries">What those were worth that came to a rung below the last.</param>
/// <param name="Told">What the algorithm is told.</param>
public sealed record TurnIntake(EvaluationSet Ended, IReadOnlyList<OpenEvaluation> Open, IReadOnlyList<RungEntry> Entries, EvaluationSet Told)
{
    /// <value>Who waits at a rung after the turn, in the order in which they came there.</value>
    public IReadOnlyList<OpenEvaluation> Waiting { get; init; } = [];

    /// <value>Of these: who did not wait before.</value>
    public IReadOnlyList<OpenEvaluation> Joined { get; init; } = [];

    /// <value>Who waited before, and waits no longer.</value>
    public IReadOnlyList<CandidateId> Left { get; init; } = [];

    /// <value>How many of those that waited, or came to a rung in this turn, went on.</value>
    public int Promoted { get; init; }
}
