using Serverless.Core.Objectives;

namespace Serverless.Core.Evaluations;

/// <summary>What became of a search's evaluations, how many of each outcome. Every evaluation has exactly one, except that <see cref="Cached"/> counts across them.</summary>
public sealed record OutcomeCounts
{
    /// <summary>How many reasons are kept, the commonest.</summary>
    public const int MostReasons = 10;

    /// <value>Evaluated to the end: they may be on the front.</value>
    public int Completed { get; init; }

    /// <value>Trained to a rung, or compared by zero-cost proxies, and stopped there because others were better, or because the algorithm asked for no more.</value>
    public int EarlyStopped { get; init; }

    /// <value>Broke a constraint; not trained where that was known before.</value>
    public int Infeasible { get; init; }

    /// <value>Tried, and given up after errors; see <see cref="Failures"/>.</value>
    public int Failed { get; init; }

    /// <value>Not tried to the end, and not because of an error: the budget did not cover them, or the search ended first.</value>
    public int Abandoned { get; init; }

    /// <value>Of those above: whose results all came from the evaluation cache.</value>
    public int Cached { get; init; }

    /// <value>Why evaluations failed, the commonest reasons first, at most <see cref="MostReasons"/>.</value>
    public IReadOnlyList<FailureReason> Failures { get; init => field = value ?? []; } = [];

    /// <value>Constraints that were broken, the one that was missed by the least (as a share of its bound) first.</value>
    public IReadOnlyList<ConstraintMiss> Misses { get; init => field = value ?? []; } = [];

    /// <summary>All evaluations.</summary>
    public int Total() => Completed + EarlyStopped + Infeasible + Failed + Abandoned;

    /// <summary>These counts with a generation's in them.</summary>
    /// <param name="evaluations">All of the generation; each has ended.</param>
    /// <param name="constraints">The search's.</param>
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

    // Of equally common ones the first that came stays first, so that the same evaluations give the same counts.
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

/// <summary>A reason that evaluations of a search failed for.</summary>
/// <param name="Reason">For people.</param>
/// <param name="Count">How many failed for it, at least 1.</param>
public sealed record FailureReason(string Reason, int Count);

/// <summary>How candidates broke a constraint.</summary>
/// <param name="Constraint">What was asked for.</param>
/// <param name="Count">Candidates that broke it, at least 1.</param>
/// <param name="Nearest">The value of theirs that was nearest to the bound, in the metric's unit.</param>
public sealed record ConstraintMiss(Constraint Constraint, int Count, double Nearest)
{
    /// <summary>How far the nearest one was from the bound, as a share of the bound; of a bound of 0 in the metric's unit.</summary>
    public double RelativeDistance()
    {
        var bound = Math.Abs(Nearest > Constraint.AtMost ? Constraint.AtMost.Value : Constraint.AtLeast ?? Constraint.AtMost ?? 0);
        return Constraint.Violation(Nearest) / (bound > 0 ? bound : 1);
    }
}
