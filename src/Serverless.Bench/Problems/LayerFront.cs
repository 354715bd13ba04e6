using Serverless.Core.Tables;
using Serverless.Spaces;

namespace Serverless.Bench.Problems;

/// <summary>The true front of a problem whose objectives are sums over layers, without looking at every architecture.</summary>
/// <remarks>
/// Dynamic programming after Nemhauser and Ullmann (1969): of the first layers only sums that no other dominates can be part of the front, so layer by layer each
/// of these is joined with each choice, and what is dominated is left out. O(layers · choices · f log f) for the largest such front, f.
/// </remarks>
static class LayerFront
{
    /// <summary>Fronts of more can be as large as the space.</summary>
    public const int MostObjectives = 2;

    /// <summary>An architecture for each vector of the front, but for rounding.</summary>
    public static IEnumerable<Architecture> Of(TableProblem problem)
    {
        var first = CostsOf(problem, 0);
        var second = problem.Metrics.Count > 1 ? CostsOf(problem, 1) : [.. first.Select(costs => new double[costs.Length])];
        var fronts = new List<PartialSum[]> { new[] { new PartialSum(0, 0, -1, -1) } };
        for (var layer = 0; layer < first.Length; layer++)
        {
            fronts.Add(Nondominated(fronts[^1].SelectMany((sum, before) => first[layer].Select((cost, choice) =>
                new PartialSum(sum.First + cost, sum.Second + second[layer][choice], before, choice)))));
        }

        foreach (var place in Enumerable.Range(0, fronts[^1].Length))
        {
            var (genotype, at) = (new int[first.Length], place);
            for (var layer = first.Length; layer > 0; layer--)
            {
                (genotype[layer - 1], at) = (fronts[layer][at].Choice, fronts[layer][at].Before);
            }

            yield return problem.Space.Canonicalise(problem.Space.Create(genotype));
        }
    }

    /// <summary>The least value that an objective has, or the largest, better when smaller.</summary>
    public static double Extreme(TableProblem problem, int objective, bool least) =>
        problem.Metrics[objective].Minimised(SumsOf(problem, objective).Constant) + CostsOf(problem, objective).Sum(costs => least ? costs.Min() : costs.Max());

    static LayerCosts SumsOf(TableProblem problem, int objective) => problem.Table.Sums![problem.Metrics[objective].Column];

    static double[][] CostsOf(TableProblem problem, int objective) =>
        [.. SumsOf(problem, objective).Costs.Select(costs => Array.ConvertAll(costs, problem.Metrics[objective].Minimised))];

    static PartialSum[] Nondominated(IEnumerable<PartialSum> sums)
    {
        var kept = new List<PartialSum>();
        foreach (var sum in sums.OrderBy(sum => sum.First).ThenBy(sum => sum.Second))
        {
            if (kept.Count == 0 || sum.Second < kept[^1].Second)
            {
                kept.Add(sum);
            }
        }

        return [.. kept];
    }

    /// <summary>Objectives of the first layers.</summary>
    /// <param name="First">Of the first objective.</param>
    /// <param name="Second">Of the second one.</param>
    /// <param name="Before">The place of the sum without the last of these layers.</param>
    /// <param name="Choice">Of the last one.</param>
    readonly record struct PartialSum(double First, double Second, int Before, int Choice);
}
