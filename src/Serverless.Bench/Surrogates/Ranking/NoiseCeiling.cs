using Serverless.Bench.Problems;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Statistics;
using Serverless.Spaces;

namespace Serverless.Bench.Surrogates.Ranking;

/// <summary>
/// How well ranks could be predicted with everything known except the noise of training: for each cell, the true mean accuracy of the other cells
/// that compute the same function, and its true costs.
/// </summary>
/// <param name="Cells">The number of cells for which there are others of the same function.</param>
/// <param name="RankTau">Kendall's τ-b of the Pareto ranks of those values with the true ranks.</param>
/// <param name="ExpectedRankTau">The same for expected ranks, where the deviation of accuracy is that among the cells of the function.</param>
public sealed record NoiseCeiling(int Cells, double RankTau, double ExpectedRankTau)
{
    /// <summary>Returns whether the architectures of a problem are cells of NAS-Bench-201.</summary>
    public static bool HasCells(TableProblem problem) =>
        problem.Table.Description.FindSpace(problem.Table.Description.SpaceNames[0]) is PublishedSpace { Canonical: NasBench201Space } or NasBench201Space;

    /// <summary>Measures the ceiling; returns null if functions cannot be determined or no objective depends on the function alone.</summary>
    public static NoiseCeiling? Of(RankedCells cells)
    {
        var problem = cells.Problem;
        var objectives = problem.Metrics.Count;
        if (!HasCells(problem) || problem.Metrics.All(metric => metric.ChanceLevel is null))
        {
            return null;
        }

        var space = new NasBench201Space();
        var classes = Enumerable.Range(0, cells.Rows.Count)
            .GroupBy(place => space.Canonicalise(problem.Table.Architectures[cells.Rows[place]]))
            .Where(group => group.Count() > 1)
            .Select(group => group.ToArray())
            .ToList();
        int[] places = [.. classes.SelectMany(group => group)];
        if (places.Length < 2)
        {
            return null;
        }

        var (values, deviations) = (new List<double>(), new List<double>());
        foreach (var own in classes)
        {
            foreach (var place in own)
            {
                for (var objective = 0; objective < objectives; objective++)
                {
                    var isFunctional = problem.Metrics[objective].ChanceLevel is not null;
                    double[] known = [.. own.Select(other => problem.ObjectivesOf(cells.Rows[other])[objective])];
                    var value = problem.ObjectivesOf(cells.Rows[place])[objective];
                    var mean = known.Average();
                    values.Add(isFunctional ? ((mean * known.Length) - value) / (known.Length - 1) : value);
                    deviations.Add(isFunctional ? Math.Sqrt(known.Sum(one => (one - mean) * (one - mean)) / (known.Length - 1)) : 0);
                }
            }
        }

        double[] truth = [.. places.Select(place => (double)cells.RankAt(place))];
        var ranks = new int[places.Length];
        NondominatedSort.Ranks([.. values], objectives, ranks);
        return new NoiseCeiling(
            places.Length,
            RankCorrelation.KendallTauB(truth, Array.ConvertAll(ranks, rank => (double)rank)),
            RankCorrelation.KendallTauB(truth, ExpectedRanks.Of([.. values], [.. deviations], objectives)));
    }
}
