using Serverless.Core.Objectives;

namespace Serverless.Core.Evaluations;

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
