using Serverless.Domain.Fronts;

namespace Serverless.Algorithms.Nsga2;

/// <summary>Feasible before infeasible, less violation before more, failed last; among feasible ones fronts by Pareto dominance.</summary>
/// <remarks>Deb, Pratap, Agarwal, Meyarivan 2002, definition 1. Nothing is known of failed candidates, so none beats another.</remarks>
static class ConstrainedSort
{
    /// <summary>The individuals' indices, front by front, ascending inside a front.</summary>
    public static List<int[]> Fronts(IReadOnlyList<Individual> individuals)
    {
        var tiers = Enumerable.Range(0, individuals.Count).ToLookup(index => TierOf(individuals[index]));
        var feasible = tiers[Tier.Feasible].ToArray();
        var fronts = new List<int[]>();
        if (feasible.Length > 0)
        {
            fronts.AddRange(NondominatedSort.Fronts(Objectives(individuals, feasible), individuals[feasible[0]].Objectives.Count)
                .Select(front => Array.ConvertAll(front, index => feasible[index])));
        }

        fronts.AddRange(tiers[Tier.Infeasible].GroupBy(index => ViolationOf(individuals[index])).OrderBy(group => group.Key)
            .Select(group => group.ToArray()));
        if (tiers.Contains(Tier.Failed))
        {
            fronts.Add([.. tiers[Tier.Failed]]);
        }

        return fronts;
    }

    /// <summary>The objectives of the members of a feasible front, one row per member; null when the front is not feasible.</summary>
    public static double[]? FeasibleObjectives(IReadOnlyList<Individual> individuals, int[] front) =>
        TierOf(individuals[front[0]]) == Tier.Feasible ? Objectives(individuals, front) : null;

    static double[] Objectives(IReadOnlyList<Individual> individuals, int[] indices) =>
        FlatPoints.Of(indices.Select(index => individuals[index].Objectives), individuals[indices[0]].Objectives.Count);

    static Tier TierOf(Individual individual) => individual.Status switch
    {
        ObservationStatus.Evaluated when individual.Violation <= 0 => Tier.Feasible,
        ObservationStatus.Failed => Tier.Failed,
        _ => Tier.Infeasible,
    };

    static double ViolationOf(Individual individual) =>
        double.IsNaN(individual.Violation) ? double.PositiveInfinity : individual.Violation;

    enum Tier
    {
        Feasible,
        Infeasible,
        Failed,
    }
}
