using Serverless.Bench.Problems;
using Serverless.Bench.Statistics;
using Serverless.MultiObjective.Statistics;

namespace Serverless.Bench.Fidelities;

/// <summary>Runs a plan on all cores and sums it up.</summary>
static class FidelityReporter
{
    /// <summary>Of architectures that count, those whose ranks matter to a search: the best tenth by the whole training.</summary>
    const double Best = 0.1;

    /// <summary>Runs every search; the result does not depend on how many threads there are.</summary>
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
                var steps = FidelitySearch.Run(problem, algorithm, plan.LimitOf(problem, algorithm), (i % plan.Seeds) + 1, cancellation);
                traces[i] = FidelityTrace.Of(problem.Problem, steps);
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

    /// <summary>How alike the shorter trainings rank the architectures that count, of each metric that has them.</summary>
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

/// <summary>The whole answer, as <c>--output json</c> writes it.</summary>
/// <param name="Trainings">Whole trainings of the budget.</param>
/// <param name="Seeds">Searches for each problem and algorithm, with seeds 1 to this.</param>
/// <param name="Problems">In the order they were asked for.</param>
public sealed record FidelityDocument(int Trainings, int Seeds, IReadOnlyList<FidelityProblemReport> Problems)
{
    public int SchemaVersion { get; init; } = 1;
}

/// <summary>What came out on one problem.</summary>
/// <param name="Name">Its label or name.</param>
/// <param name="Metrics">What was optimised, in order.</param>
/// <param name="Epochs">Of the table's trainings, ascending.</param>
/// <param name="Ranks">How alike they rank architectures.</param>
/// <param name="Algorithms">What each reached.</param>
public sealed record FidelityProblemReport(
    string Name, IReadOnlyList<string> Metrics, IReadOnlyList<int> Epochs, IReadOnlyList<FidelityRank> Ranks, IReadOnlyList<FidelityAlgorithmReport> Algorithms);

/// <summary>How alike two trainings rank architectures: Kendall's tau-b.</summary>
/// <param name="Metric">After the whole training.</param>
/// <param name="Lower">After the shorter one.</param>
/// <param name="Epochs">Of the shorter one.</param>
/// <param name="All">Of all architectures that count.</param>
/// <param name="BestTenth">Of the best tenth of them by the whole training.</param>
public sealed record FidelityRank(string Metric, string Lower, int Epochs, double All, double BestTenth);

/// <summary>What one algorithm reached.</summary>
/// <param name="Label">As it was written.</param>
/// <param name="IsWhole">Whether it trains every candidate to the end.</param>
/// <param name="Shares">By the epochs used.</param>
/// <param name="Needed">Epochs until it reached what each that trains to the end reaches with all of the budget.</param>
public sealed record FidelityAlgorithmReport(string Label, bool IsWhole, IReadOnlyList<ShareReport> Shares, IReadOnlyList<FidelityNeed> Needed);

/// <summary>The tight hypervolume of whole trainings after a part of the budget's epochs, as a fraction of the true front's.</summary>
/// <param name="Share">Of the epochs.</param>
/// <param name="Fraction">Over seeds.</param>
public sealed record ShareReport(double Share, Quartiles Fraction);

/// <summary>Epochs until a hypervolume, as a part of the budget's.</summary>
/// <param name="Of">The algorithm whose median with all of the budget it is.</param>
/// <param name="Fraction">That median.</param>
/// <param name="Share">Over seeds; infinite where it was not reached.</param>
public sealed record FidelityNeed(string Of, double Fraction, Quartiles Share);
