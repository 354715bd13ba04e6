using Serverless.Bench.Problems;
using Serverless.Bench.Statistics;
using Serverless.MultiObjective.Statistics;

namespace Serverless.Bench.Fidelities;

/// <summary>Runs a plan on all cores and summarises the results.</summary>
static class FidelityReporter
{
    /// <summary>The share of the counted architectures whose ranks matter to a search: the best tenth by the whole training.</summary>
    const double Best = 0.1;

    /// <summary>Runs every search; the result does not depend on the number of threads.</summary>
    /// <exception cref="BenchException">A search cannot be run.</exception>
    public static FidelityDocument Run(FidelityPlan plan, CancellationToken cancellation)
    {
        var pairs = plan.Problems.SelectMany(problem => plan.Algorithms.Select(algorithm => (Problem: problem, Algorithm: algorithm))).ToList();
        var traces = new FidelityTrace[pairs.Count * plan.Seeds];
        try
        {
            Parallel.For(0, traces.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
            {
                var (problem, algorithm) = pairs[i / plan.Seeds];
                var limit = plan.LimitOf(problem, algorithm);
                var steps = FidelitySearch.Run(problem, algorithm, limit, (i % plan.Seeds) + 1, cancellation);

                // The last generation ends even if it passes the limit.
                traces[i] = FidelityTrace.Of(problem.Problem, steps.Where(step => step.Epochs <= limit));
            });
        }
        catch (AggregateException failures) when (failures.InnerExceptions.OfType<BenchException>().FirstOrDefault() is { } failure)
        {
            throw failure;
        }

        return new FidelityDocument(plan.Trainings, plan.Seeds, [.. plan.Problems.Select((problem, place) => Report(
            plan, problem, [.. plan.Algorithms.Select((_, at) => traces[(((place * plan.Algorithms.Count) + at) * plan.Seeds)..(((place * plan.Algorithms.Count) + at + 1) * plan.Seeds)])]))]);
    }

    static FidelityProblemReport Report(FidelityPlan plan, FidelityProblem problem, IReadOnlyList<FidelityTrace[]> traces)
    {
        var budget = plan.BudgetOf(problem);
        var references = plan.Algorithms.Zip(traces).Where(pair => FidelityPlan.IsWhole(pair.First))
            .Select(pair => (pair.First.Label, Fraction: Quartiles.Interpolated(pair.Second.Select(trace => trace.At(budget))).Median)).ToList();
        return new FidelityProblemReport(
            problem.Problem.Name,
            [.. problem.Problem.Metrics.Select(metric => metric.Column)],
            problem.Epochs,
            [.. Correlations(problem)],
            [.. plan.Algorithms.Zip(traces).Select(pair => new FidelityAlgorithmReport(
                pair.First.Label,
                FidelityPlan.IsWhole(pair.First),
                [
                    .. (FidelityPlan.IsWhole(pair.First) ? FidelityPlan.Shares.Append(FidelityPlan.Whole) : FidelityPlan.Shares)
                        .Select(share => new ShareReport(share, Quartiles.Interpolated(pair.Second.Select(trace => trace.At(share * budget))))),
                ],
                [
                    .. references.Select(reference => new FidelityNeed(
                        reference.Label, reference.Fraction, Quartiles.NearestRank(pair.Second.Select(trace => trace.EpochsTo(reference.Fraction) / budget)))),
                ]))]);
    }

    /// <summary>Returns how similarly the shorter trainings rank the counted architectures, for each metric that has such trainings.</summary>
    static IEnumerable<FidelityRank> Correlations(FidelityProblem problem)
    {
        var table = problem.Problem.Table;
        int[] rows = [.. Enumerable.Range(0, problem.Problem.RowCount).Where(row => problem.Problem.Counts(row, Convention.Tight))];
        foreach (var metric in problem.Problem.Metrics.Where(metric => metric.Lower.Count > 0))
        {
            int[] best = [.. rows.OrderBy(row => metric.Minimised(table.Column(metric.Column)[row])).ThenBy(row => row).Take((int)(rows.Length * Best))];
            foreach (var lower in metric.Lower)
            {
                yield return new FidelityRank(metric.Column, lower.Column, lower.Epochs, Tau(rows), Tau(best));

                double Tau(int[] of) => RankCorrelation.KendallTauB(
                    [.. of.Select(row => table.Column(metric.Column)[row])], [.. of.Select(row => table.Column(lower.Column)[row])]);
            }
        }
    }
}

/// <summary>The complete answer, as written by <c>--output json</c>.</summary>
/// <param name="Trainings">The budget as a number of whole trainings.</param>
/// <param name="Seeds">The number of searches for each problem and algorithm, with seeds 1 to this.</param>
/// <param name="Problems">The reports of the problems, in the order in which they were asked for.</param>
public sealed record FidelityDocument(int Trainings, int Seeds, IReadOnlyList<FidelityProblemReport> Problems)
{
    public int SchemaVersion { get; init; } = 1;
}

/// <summary>The results on one problem.</summary>
/// <param name="Name">The label or name of the problem.</param>
/// <param name="Metrics">The optimised metrics, in order.</param>
/// <param name="Epochs">The epochs of the table's trainings, in ascending order.</param>
/// <param name="Ranks">How similarly the trainings rank architectures.</param>
/// <param name="Algorithms">The results of each algorithm.</param>
public sealed record FidelityProblemReport(
    string Name, IReadOnlyList<string> Metrics, IReadOnlyList<int> Epochs, IReadOnlyList<FidelityRank> Ranks, IReadOnlyList<FidelityAlgorithmReport> Algorithms);

/// <summary>How similarly two trainings rank architectures: Kendall's tau-b.</summary>
/// <param name="Metric">The metric after the whole training.</param>
/// <param name="Lower">The metric after the shorter training.</param>
/// <param name="Epochs">The epochs of the shorter training.</param>
/// <param name="All">The correlation over all counted architectures.</param>
/// <param name="BestTenth">The correlation over the best tenth of them by the whole training.</param>
public sealed record FidelityRank(string Metric, string Lower, int Epochs, double All, double BestTenth);

/// <summary>The results of one algorithm.</summary>
/// <param name="Label">The algorithm, as it was written.</param>
/// <param name="IsWhole">Whether it trains every candidate to the end.</param>
/// <param name="Shares">The hypervolumes by the epochs used.</param>
/// <param name="Needed">The epochs needed to reach what each algorithm that trains to the end reaches with the whole budget.</param>
public sealed record FidelityAlgorithmReport(string Label, bool IsWhole, IReadOnlyList<ShareReport> Shares, IReadOnlyList<FidelityNeed> Needed);

/// <summary>The tight hypervolume of whole trainings after a share of the budget's epochs, as a fraction of the true front's.</summary>
/// <param name="Share">The share of the epochs.</param>
/// <param name="Fraction">The fraction, over seeds.</param>
public sealed record ShareReport(double Share, Quartiles Fraction);

/// <summary>The epochs needed to reach a hypervolume, as a share of the budget's.</summary>
/// <param name="Of">The algorithm whose median with the whole budget is to be reached.</param>
/// <param name="Fraction">That median.</param>
/// <param name="Share">The share of the epochs, over seeds; infinite where the median was not reached.</param>
public sealed record FidelityNeed(string Of, double Fraction, Quartiles Share);
