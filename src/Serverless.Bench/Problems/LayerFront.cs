using Serverless.Core.Tables;
using Serverless.Spaces;

namespace Serverless.Bench.Problems;

/// <summary>Finds the true front of a problem whose objectives are sums over layers, without evaluating every architecture.</summary>
/// <remarks>
/// Dynamic programming after Nemhauser and Ullmann (1969): only nondominated sums of the first layers can be part of the front. So layer by layer,
/// each of these sums is combined with each choice, and dominated sums are removed. O(layers · choices · f log f), where f is the size of the largest
/// such front.
/// </remarks>
static class LayerFront
{
    /// <summary>The maximum number of objectives: fronts of more can be as large as the space.</summary>
    public const int MostObjectives = 2;

    /// <summary>Returns one architecture for each vector of the front, up to rounding.</summary>
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

    /// <summary>Returns the smallest or the largest value of an objective, where smaller is better.</summary>
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

    /// <summary>The objectives of the first layers.</summary>
    /// <param name="First">The sum of the first objective.</param>
    /// <param name="Second">The sum of the second objective.</param>
    /// <param name="Before">The index of the sum without the last of these layers.</param>
    /// <param name="Choice">The choice of the last of these layers.</param>
    readonly record struct PartialSum(double First, double Second, int Before, int Choice);
}
