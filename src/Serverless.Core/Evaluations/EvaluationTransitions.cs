namespace Serverless.Core.Evaluations;

/// <summary>The legal transitions between states of an evaluation.</summary>
public static class EvaluationTransitions
{
    static readonly Dictionary<EvaluationStatus, EvaluationStatus[]> Moves = new()
    {
        // Completed directly: found in the evaluation cache.
        [EvaluationStatus.Queued] =
            [EvaluationStatus.Running, EvaluationStatus.Completed, EvaluationStatus.Infeasible, EvaluationStatus.Abandoned],
        [EvaluationStatus.Running] =
        [
            EvaluationStatus.Completed, EvaluationStatus.Failed, EvaluationStatus.Preempted, EvaluationStatus.Abandoned,
            EvaluationStatus.EarlyStopped, EvaluationStatus.Infeasible,
        ],
        [EvaluationStatus.Failed] = [EvaluationStatus.Queued, EvaluationStatus.Abandoned],
        [EvaluationStatus.Preempted] = [EvaluationStatus.Queued, EvaluationStatus.Abandoned],
        [EvaluationStatus.Completed] = [],
        [EvaluationStatus.Infeasible] = [],
        [EvaluationStatus.Abandoned] = [],
        [EvaluationStatus.EarlyStopped] = [],
    };

    /// <summary>Returns whether an evaluation can go from one state to another; staying in a state is not a transition.</summary>
    public static bool IsLegal(EvaluationStatus from, EvaluationStatus to) => Moves[from].Contains(to);

    /// <summary>Returns whether an evaluation in this state has ended.</summary>
    public static bool IsFinal(EvaluationStatus status) => Moves[status].Length == 0;
}
