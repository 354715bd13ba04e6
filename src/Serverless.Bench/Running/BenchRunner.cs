using Serverless.Bench.Problems;

namespace Serverless.Bench.Running;

/// <summary>Runs a plan on all cores, with one search per thread.</summary>
public static class BenchRunner
{
    static readonly Convention[] Conventions = Enum.GetValues<Convention>();

    /// <summary>Runs every search; the result, except for times, does not depend on the number of threads.</summary>
    /// <param name="plan">The plan to run.</param>
    /// <param name="onSearchDone">A callback that receives the number of finished searches after each one, from any thread.</param>
    /// <param name="cancellation">A token that ends the run between two searches.</param>
    /// <exception cref="BenchException">A search cannot be run.</exception>
    public static IReadOnlyList<AlgorithmRuns> Run(BenchPlan plan, Action<int> onSearchDone, CancellationToken cancellation)
    {
        var pairs = plan.Problems.SelectMany(problem => plan.Algorithms.Select(algorithm => (Problem: problem, Algorithm: algorithm))).ToList();
        var traces = new SearchTrace[pairs.Count * plan.Seeds];
        var measures = new TraceMeasures[traces.Length, Conventions.Length];
        var done = 0;
        try
        {
            Parallel.For(0, traces.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
            {
                var (problem, algorithm) = pairs[i / plan.Seeds];
                traces[i] = ProblemSearch.Run(problem, algorithm, plan.Evaluations, (i % plan.Seeds) + 1, cancellation);
                foreach (var (at, convention) in Conventions.Index())
                {
                    measures[i, at] = TraceMeasures.Of(problem, traces[i], convention, plan.Checkpoints);
                }

                onSearchDone(Interlocked.Increment(ref done));
            });
        }
        catch (AggregateException failures) when (failures.InnerExceptions.OfType<BenchException>().FirstOrDefault() is { } failure)
        {
            throw failure;
        }

        return [.. pairs.Select((pair, i) => new AlgorithmRuns(
            pair.Problem,
            pair.Algorithm,
            traces[(i * plan.Seeds)..((i + 1) * plan.Seeds)],
            Conventions.Index().ToDictionary(
                entry => entry.Item,
                entry => (IReadOnlyList<TraceMeasures>)[.. Enumerable.Range(i * plan.Seeds, plan.Seeds).Select(search => measures[search, entry.Index])])))];
    }
}

/// <summary>The plan of a comparison of algorithms.</summary>
/// <param name="Problems">The problems, one or more.</param>
/// <param name="Algorithms">The algorithms, one or more.</param>
/// <param name="Evaluations">The number of distinct candidates per search, at least 1.</param>
/// <param name="Seeds">The number of searches for each problem and algorithm, with seeds 1 to this.</param>
public sealed record BenchPlan(
    IReadOnlyList<TableProblem> Problems, IReadOnlyList<AlgorithmChoice> Algorithms, int Evaluations, int Seeds)
{
    static readonly int[] Usual = [50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];

    /// <value>The numbers of evaluations at which figures are taken: the usual ones below the last, and the last.</value>
    public IReadOnlyList<int> Checkpoints { get; } = [.. Usual.Where(checkpoint => checkpoint < Evaluations), Evaluations];
}

/// <summary>All searches of one algorithm on one problem, by seed.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Algorithm">The algorithm.</param>
/// <param name="Traces">What each search proposed.</param>
/// <param name="Measures">The measures by convention, in the order of the traces.</param>
public sealed record AlgorithmRuns(
    TableProblem Problem,
    AlgorithmChoice Algorithm,
    IReadOnlyList<SearchTrace> Traces,
    IReadOnlyDictionary<Convention, IReadOnlyList<TraceMeasures>> Measures)
{
    /// <summary>Returns a figure of every search.</summary>
    public double[] Each(Convention convention, Func<TraceMeasures, double> figure) => [.. Measures[convention].Select(figure)];
}
