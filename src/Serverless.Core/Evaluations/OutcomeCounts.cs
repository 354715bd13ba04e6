using Serverless.Core.Objectives;

namespace Serverless.Core.Evaluations;

/// <summary>
/// Counts a search's evaluations by outcome. Every evaluation has exactly one outcome; <see cref="Cached"/> counts across outcomes.
/// </summary>
public sealed record OutcomeCounts
{
    /// <summary>The most reasons of failures that are kept: the most common ones.</summary>
    public const int MostReasons = 10;

    /// <value>Evaluations that ran to the end: they can be on the front.</value>
    public int Completed { get; init; }

    /// <value>Evaluations stopped at a rung, or after zero-cost proxies, because others were better or the algorithm asked for no more.</value>
    public int EarlyStopped { get; init; }

    /// <value>Evaluations that violated a constraint; not trained if that was known before.</value>
    public int Infeasible { get; init; }

    /// <value>Evaluations given up after errors; see <see cref="Failures"/>.</value>
    public int Failed { get; init; }

    /// <value>Evaluations not completed for a reason other than an error: the budget did not cover them, or the search ended first.</value>
    public int Abandoned { get; init; }

    /// <value>Evaluations, of all those above, whose results all came from the evaluation cache.</value>
    public int Cached { get; init; }

    /// <value>The reasons why evaluations failed, the most common first, at most <see cref="MostReasons"/>.</value>
    public IReadOnlyList<FailureReason> Failures { get; init => field = value ?? []; } = [];

    /// <value>The constraints that were violated; first the one that was missed by the least, as a share of its bound.</value>
    public IReadOnlyList<ConstraintMiss> Misses { get; init => field = value ?? []; } = [];

    /// <summary>Returns the number of all evaluations.</summary>
    public int Total() => Completed + EarlyStopped + Infeasible + Failed + Abandoned;

    /// <summary>Returns these counts plus those of a generation.</summary>
    /// <param name="evaluations">All evaluations of the generation; each has ended.</param>
    /// <param name="constraints">The constraints of the search.</param>
    public OutcomeCounts Plus(IReadOnlyList<Evaluation> evaluations, IReadOnlyList<Constraint> constraints)
    {
        ArgumentNullException.ThrowIfNull(evaluations);
        ArgumentNullException.ThrowIfNull(constraints);
        int Count(EvaluationStatus status) => evaluations.Count(evaluation => evaluation.Status == status);
        var failures = evaluations.Select(evaluation => evaluation.Failure).OfType<EvaluationFailure>().ToList();
        return new OutcomeCounts
        {
            Completed = Completed + Count(EvaluationStatus.Completed),
            EarlyStopped = EarlyStopped + Count(EvaluationStatus.EarlyStopped),
            Infeasible = Infeasible + Count(EvaluationStatus.Infeasible),
            Failed = Failed + failures.Count,
            Abandoned = Abandoned + Count(EvaluationStatus.Abandoned) - failures.Count,
            Cached = Cached + evaluations.Count(evaluation => evaluation.Cached),
            Failures = Merge(failures),
            Misses = [.. constraints.Select(constraint => Miss(constraint, evaluations)).OfType<ConstraintMiss>().OrderBy(miss => miss.RelativeDistance())],
        };
    }

    // Among equally common reasons the earliest stays first, so that the same evaluations give the same counts.
    List<FailureReason> Merge(IReadOnlyList<EvaluationFailure> failures)
    {
        var counts = new List<FailureReason>(Failures);
        foreach (var failure in failures)
        {
            var at = counts.FindIndex(known => known.Reason == failure.Reason);
            if (at < 0)
            {
                counts.Add(new FailureReason(failure.Reason, 1));
            }
            else
            {
                counts[at] = counts[at] with { Count = counts[at].Count + 1 };
            }
        }

        return [.. counts.OrderByDescending(reason => reason.Count).Take(MostReasons)];
    }

    ConstraintMiss? Miss(Constraint constraint, IReadOnlyList<Evaluation> evaluations)
    {
        var before = Misses.FirstOrDefault(miss => miss.Constraint == constraint);
        double[] values =
        [
            .. evaluations.Where(evaluation => evaluation.Status == EvaluationStatus.Infeasible)
                .Select(constraint.ValueOf)
                .OfType<double>()
                .Where(value => constraint.Violation(value) > 0 && double.IsFinite(value)),
        ];
        return values.Length == 0 ? before : new ConstraintMiss(
            constraint,
            (before?.Count ?? 0) + values.Length,
            values.Concat(before is null ? [] : [before.Nearest]).MinBy(constraint.Violation));
    }
}

/// <summary>A reason why evaluations of a search failed.</summary>
/// <param name="Reason">The reason, for people.</param>
/// <param name="Count">Number of evaluations that failed for it, at least 1.</param>
public sealed record FailureReason(string Reason, int Count);

/// <summary>How candidates violated a constraint.</summary>
/// <param name="Constraint">The constraint.</param>
/// <param name="Count">Number of candidates that violated it, at least 1.</param>
/// <param name="Nearest">The violating value nearest to the bound, in the metric's unit.</param>
public sealed record ConstraintMiss(Constraint Constraint, int Count, double Nearest)
{
    /// <summary>Returns the distance of the nearest value from the bound, as a share of the bound; for a bound of 0, in the metric's unit.</summary>
    public double RelativeDistance()
    {
        var bound = Math.Abs(Nearest > Constraint.AtMost ? Constraint.AtMost.Value : Constraint.AtLeast ?? Constraint.AtMost ?? 0);
        return Constraint.Violation(Nearest) / (bound > 0 ? bound : 1);
    }
}
