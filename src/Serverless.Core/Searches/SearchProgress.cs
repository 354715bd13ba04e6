namespace Serverless.Core.Searches;

/// <summary>The current progress of a running search; only in responses, never stored.</summary>
public sealed record SearchProgress
{
    /// <value>The generation in progress, from 0.</value>
    public required int Generation { get; init; }

    /// <value>Number of its candidates to evaluate, including those that have ended.</value>
    public required int EvaluationsPlanned { get; init; }

    public required int EvaluationsDone { get; init; }

    /// <value>Number of evaluations in progress in an asynchronous search, for which the previous two are 0; null in a synchronous search.</value>
    public int? EvaluationsUnderWay { get; init; }

    /// <value>Number of evaluations that wait at a rung in an asynchronous search with promotion; null when there are none.</value>
    public int? EvaluationsWaiting { get; init; }

    /// <value>Number of completed evaluations that failed.</value>
    public int EvaluationsFailed { get; init; }

    /// <value>The rung in progress, from 1, and the number of rungs; null in a search without rungs.</value>
    public int? Rung { get; init; }

    public int? Rungs { get; init; }

    /// <value>
    /// Number of trainings that count against the limit so far, including those of the generation in progress, those from the evaluation cache, and
    /// those that wait at a rung.
    /// </value>
    public required int TrainingsUsed { get; init; }

    /// <value>Number of members of the front after the latest merged generation.</value>
    public required int FrontSize { get; init; }

    /// <value>As in <see cref="SearchDocument"/>.</value>
    public double? Hypervolume { get; init; }
}
