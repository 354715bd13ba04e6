using Serverless.Bench.Problems;
using Serverless.Bench.Running;
using Serverless.Bench.Surrogates.Ranking;
using Serverless.Bench.Surrogates.Searching;
using Serverless.Bench.Surrogates.Transfer;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;
using Serverless.Learning.Surrogates;

namespace Serverless.Bench.Surrogates;

/// <summary>Converts options into tasks.</summary>
static class EvaluationPlanner
{
    /// <exception cref="BenchException">The evaluation cannot be run; the message says why.</exception>
    public static EvaluationPlan Plan(EvaluateOptions options)
    {
        var suite = options.Suite is { } name ? EvaluationSuites.Find(name) : null;
        IReadOnlyList<(TableDescription Description, TableFolder Folder)> own = [.. options.Tables.Select(DescribedTable.Read)];
        var catalogue = new ProblemCatalogue([.. KnownTables.All.Select(table => (table, new TableFolder(options.Data))), .. own], isMerging: false);
        bool Asks(Study study) => options.Studies.Count == 0 || options.Studies.Contains(study);
        var asksProblems = Asks(Study.Ranks) || Asks(Study.Searches);
        IReadOnlyList<(TableProblem Problem, bool IsSearched)> problems = asksProblems ? [.. Problems(options, suite, catalogue)] : [];
        var plan = new EvaluationPlan(
            Asks(Study.Ranks) ? Ranks(options, [.. problems.Select(problem => problem.Problem)]) : [],
            Asks(Study.Devices) ? TransferPlanner.Plan(options, suite, own, catalogue) : [],
            Asks(Study.Searches) ? Searches(options, [.. problems.Where(problem => problem.IsSearched).Select(problem => problem.Problem)]) : []);
        return plan.Count > 0
            ? plan
            : throw new BenchException(
                $"There is nothing to do: specify a suite (--suite {EvaluationSuites.Names.First()}), a problem (--problem nb201/c10_test_200/c10_raspi4_lat_ms), or a table of your own with columns in ms (--table FILE).");
    }

    static IEnumerable<(TableProblem Problem, bool IsSearched)> Problems(EvaluateOptions options, EvaluationSuite? suite, ProblemCatalogue catalogue)
    {
        foreach (var problem in (suite?.Problems ?? []).Where(problem => DeviceFilter.Keeps(options.Devices, problem.Label.Split('+')[0])))
        {
            yield return (catalogue.Find(problem.Name, problem.Label), problem.IsSearched);
        }

        foreach (var problem in options.Problems.Select(name => catalogue.Find(name)))
        {
            yield return problem.IsOfSums
                ? throw new BenchException($"'{problem.Name}': its metrics are exact sums over layers, so there is nothing to predict; specify another problem.")
                : (problem, true);
        }
    }

    static List<RankTask> Ranks(EvaluateOptions options, IReadOnlyList<TableProblem> problems)
    {
        var kinds = options.Kinds.Count > 0 ? options.Kinds : SurrogateFitters.Kinds;
        var ranked = problems.Select(problem => new RankedCells(problem)).ToList();
        return
        [
            // Seeds are the outer loop, so that a run that is stopped has results for everything.
            .. from seed in Enumerable.Range(1, options.Seeds)
               from cells in ranked
               from kind in kinds
               from balancer in BalancersOf(options, cells.Problem, kind)
               from size in options.Sizes
               select new RankTask(cells, kind, size, seed, balancer),
        ];
    }

    static IEnumerable<string?> BalancersOf(EvaluateOptions options, TableProblem problem, string kind) =>
        SurrogateDescription.LackOfLosses(kind, [.. problem.Metrics.Select(metric => metric.ToObjective())]) is null ? options.Balancers.Prepend(null) : [null];

    static List<SearchTask> Searches(EvaluateOptions options, IReadOnlyList<TableProblem> problems)
    {
        var algorithms = AlgorithmChoice.ReadAll(options.Algorithms);
        if (algorithms.FirstOrDefault(algorithm => algorithm.Terms != SearchTerms.Usual) is { } other)
        {
            throw new BenchException(
                $"'{other.Label}': searches with surrogates run in generations, with exact values of complete trainings; "
                + $"remove {string.Join(", ", SearchTerms.Names.SkipLast(1))} and {SearchTerms.Names[^1]}.");
        }

        return
        [
            .. from seed in Enumerable.Range(1, options.Seeds)
               from problem in problems
               from algorithm in algorithms
               from kind in options.SearchKinds.Prepend(null)
               select new SearchTask(problem, algorithm, kind, (int)Math.Min(options.Evaluations, problem.Space.CandidateCount), seed),
        ];
    }
}

/// <summary>Selects devices by name.</summary>
static class DeviceFilter
{
    /// <summary>
    /// Returns whether a device is selected by its name, or by the beginning of its name up to a hyphen or space; an empty list selects all.
    /// </summary>
    public static bool Keeps(IReadOnlyList<string> wanted, string device) =>
        wanted.Count == 0 || wanted.Contains(device) || wanted.Contains(device.Split('-', ' ')[0]);
}

/// <summary>All tasks of a run.</summary>
/// <param name="Ranks">The fits to evaluate.</param>
/// <param name="Transfers">The devices to leave out.</param>
/// <param name="Searches">The searches to run.</param>
public sealed record EvaluationPlan(IReadOnlyList<RankTask> Ranks, IReadOnlyList<TransferTask> Transfers, IReadOnlyList<SearchTask> Searches)
{
    public int Count => Ranks.Count + Transfers.Count + Searches.Count;
}

/// <summary>A question about surrogates that a run answers.</summary>
public enum Study
{
    /// <summary>Whether surrogates predict which architectures are nearer to the true front.</summary>
    Ranks,

    /// <summary>Whether a few measurements are enough to predict the costs on a device that was left out.</summary>
    Devices,

    /// <summary>Whether searches find the true front with fewer evaluations.</summary>
    Searches,
}
