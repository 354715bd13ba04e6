namespace Serverless.Core.Searches;

/// <summary>What a running search is doing at this moment; in answers only, never stored.</summary>
public sealed record SearchProgress
{
    /// <value>The generation under way, from 0.</value>
    public required int Generation { get; init; }

    /// <value>Candidates of it that are being evaluated, ended ones included.</value>
    public required int EvaluationsPlanned { get; init; }

    public required int EvaluationsDone { get; init; }

    /// <value>Evaluations under way in an asynchronous search, which the two before are 0 in; null in every other.</value>
    public int? EvaluationsUnderWay { get; init; }

    /// <value>Evaluations that wait at a rung in an asynchronous search that promotes; null when none does.</value>
    public int? EvaluationsWaiting { get; init; }

    /// <value>Of those that are done: how many failed.</value>
    public int EvaluationsFailed { get; init; }

    /// <value>The rung under way, from 1, and how many there are; null in a search without rungs.</value>
    public int? Rung { get; init; }

    public int? Rungs { get; init; }

    /// <value>Trainings that count against the limit so far, those of the generation under way, those from the evaluation cache, and those that wait at a rung included.</value>
    public required int TrainingsUsed { get; init; }

    /// <value>Members of the front after the latest generation that was merged.</value>
    public required int FrontSize { get; init; }

    /// <value>As in <see cref="SearchDocument"/>.</value>
    public double? Hypervolume { get; init; }
}
