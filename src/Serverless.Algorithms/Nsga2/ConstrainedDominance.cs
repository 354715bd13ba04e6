using Serverless.Domain.Fronts;

namespace Serverless.Algorithms.Nsga2;

/// <summary>Feasible before infeasible, less violation before more, failed last; among feasible ones Pareto dominance.</summary>
/// <remarks>Deb, Pratap, Agarwal, Meyarivan 2002, definition 1. Nothing is known of failed candidates, so none beats another.</remarks>
static class ConstrainedDominance
{
    public static bool Dominates(Individual first, Individual second)
    {
        if (Tier(first) != Tier(second))
        {
            return Tier(first) < Tier(second);
        }

        return Tier(first) switch
        {
            0 => Dominance.Dominates(first.Objectives, second.Objectives),
            1 => Violation(first) < Violation(second),
            _ => false,
        };
    }

    public static bool IsFeasible(Individual individual) => individual.Status == ObservationStatus.Evaluated && individual.Violation <= 0;

    static int Tier(Individual individual) => individual.Status switch
    {
        ObservationStatus.Evaluated when IsFeasible(individual) => 0,
        ObservationStatus.Failed => 2,
        _ => 1,
    };

    static double Violation(Individual individual) =>
        double.IsNaN(individual.Violation) ? double.PositiveInfinity : individual.Violation;
}
