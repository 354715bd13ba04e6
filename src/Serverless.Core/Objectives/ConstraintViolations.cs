using Serverless.Core.Evaluations;

namespace Serverless.Core.Objectives;

/// <summary>Compares values with all constraints of a search.</summary>
/// <remarks>Of several constraints each counts as a share of its bound, since they have unlike units; one alone counts in its own.</remarks>
public static class ConstraintViolations
{
    /// <summary>The sum of the violations of those constraints whose values are known; 0 where all of these are kept.</summary>
    /// <param name="constraints">A search's.</param>
    /// <param name="metrics">Values by <see cref="Constraint.Name"/>; may lack some.</param>
    public static double ViolationBy(this IReadOnlyList<Constraint> constraints, IReadOnlyDictionary<string, double> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return Sum(constraints, constraint => metrics.TryGetValue(constraint.Name, out var value) ? value : null);
    }

    /// <summary>The same of an evaluation: of what training tells, by the rungs that it came to.</summary>
    public static double ViolationBy(this IReadOnlyList<Constraint> constraints, Evaluation evaluation) =>
        Sum(constraints, constraint => constraint.ValueOf(evaluation));

    static double Sum(IReadOnlyList<Constraint> constraints, Func<Constraint, double?> valueOf)
    {
        ArgumentNullException.ThrowIfNull(constraints);
        return constraints.Sum(constraint => valueOf(constraint) is not { } value ? 0
            : constraints.Count == 1 ? constraint.Violation(value)
            : constraint.RelativeViolation(value));
    }
}
