using Serverless.Core.Evaluations;

namespace Serverless.Core.Objectives;

/// <summary>Computes violations of all constraints of a search.</summary>
/// <remarks>Each of several constraints counts as a share of its bound, since units differ; a single constraint counts in its own unit.</remarks>
public static class ConstraintViolations
{
    /// <summary>Returns the sum of the violations of those constraints whose values are known; 0 if none of them is violated.</summary>
    /// <param name="constraints">The constraints of a search.</param>
    /// <param name="metrics">Values by <see cref="Constraint.Name"/>; some can be missing.</param>
    public static double ViolationBy(this IReadOnlyList<Constraint> constraints, IReadOnlyDictionary<string, double> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return Sum(constraints, constraint => metrics.TryGetValue(constraint.Name, out var value) ? value : null);
    }

    /// <summary>Returns the sum of the violations of an evaluation; metrics that need training are taken from the rungs that it reached.</summary>
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
