using Serverless.Bench.External;
using Serverless.Bench.Fidelities;
using Serverless.Bench.Fidelities.Trained;
using Serverless.Bench.Generators;
using Serverless.Bench.Plots;
using Serverless.Bench.Policies;
using Serverless.Bench.Problems;
using Serverless.Bench.Reports;
using Serverless.Bench.Running;
using Serverless.Bench.Supernets;
using Serverless.Core.Tables;

namespace Serverless.Bench;

/// <summary>Runs the benchmark that the command line specifies: reads tables, runs searches, writes the answer.</summary>
public static class BenchSession
{
    const string PreferredBaseline = "random";
    const string UsualAlgorithms = "nsga2,random";

    /// <param name="options">The options.</param>
    /// <param name="output">The writer for the answer.</param>
    /// <param name="progress">The writer for everything else.</param>
    /// <param name="cancellation">The token that ends the run between two searches.</param>
    /// <exception cref="BenchException">The benchmark cannot be run; the message says why.</exception>
    public static void Run(BenchOptions options, TextWriter output, TextWriter progress, CancellationToken cancellation)
    {
        if (options.Suite == Suites.Trainings)
        {
            CnnSession.Run(options, CnnSizes.Usual, output, progress, cancellation);
            return;
        }

        if (options is not { Processes: null, Resume: null })
        {
            throw new BenchException($"--processes and --resume apply only to --suite {Suites.Trainings}; remove them.");
        }

        if (Suites.Trains(options.Suite))
        {
            TrainingSession.Run(options, output, progress, cancellation);
            return;
        }

        if (options.Suite == Suites.Policies)
        {
            PolicySession.Run(options, ProblemsOfRows(options), output, progress, cancellation);
            return;
        }

        if (options.Suite == Suites.Devices)
        {
            DeviceSession.Run(options, Catalogue(options), output, progress, cancellation);
            return;
        }

        var isByEpochs = options.ByEpochs || options.Suite == Suites.Fidelities;
        var algorithms = AlgorithmChoice.Distinct(
        [
            .. AlgorithmChoice.Vary(AlgorithmChoice.ReadAll(options.Algorithms ?? (isByEpochs ? FidelitySuite.Algorithms : UsualAlgorithms)), options.Set),
            .. options.External.Select(ExternalCommand.Read).Select(AlgorithmChoice.Of),
        ]);
        if (isByEpochs)
        {
            RunByEpochs(options, algorithms, output, progress, cancellation);
            return;
        }

        if (algorithms.FirstOrDefault(algorithm => algorithm.Terms.Halving > 0) is { } halved)
        {
            throw new BenchException($"'{halved.Label}' halves over trainings of different length, which only --by-epochs compares: remove halving.");
        }

        var baseline = Baseline(options.Baseline, algorithms, isAblation: options.Set.Count > 0);
        var problems = Problems(options);
        var plan = new BenchPlan(problems, algorithms, Evaluations(options, problems), options.Seeds);

        var total = problems.Count * algorithms.Count * options.Seeds;
        progress.WriteLine($"Running {total} searches of {plan.Evaluations} evaluations on {Environment.ProcessorCount} cores ...");
        var started = TimeProvider.System.GetTimestamp();
        var runs = BenchRunner.Run(plan, _ => { }, cancellation);
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        progress.WriteLine(FormattableString.Invariant($"Ran them in {seconds:0.0} s."));

        if (options.Plot is { } file)
        {
            WritePlot(file, PlotPage.Write(plan, runs, options.Convention));
            progress.WriteLine($"Wrote the plots to {file}.");
        }

        ReportWriter.Write(output, Reporter.Report(plan, runs, options.Convention, baseline, options.Peers), options.Output);
    }

    static void WritePlot(string file, string page)
    {
        try
        {
            File.WriteAllText(file, page);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new BenchException($"The plots cannot be written: {unwritable.Message}");
        }
    }

    static IEnumerable<(TableDescription Description, TableFolder Folder)> ReferenceTables(string data) =>
        KnownTables.All.Select(description => (description, new TableFolder(data)));

    static void RunByEpochs(
        BenchOptions options, IReadOnlyList<AlgorithmChoice> algorithms, TextWriter output, TextWriter progress, CancellationToken cancellation)
    {
        if (algorithms.FirstOrDefault(algorithm => algorithm.External is not null || algorithm.Terms is not { Pending: 0, Noise: 0 }) is { } unsuited)
        {
            throw new BenchException($"'{unsuited.Label}' cannot be compared by epochs: remove pending, noise and --external.");
        }

        if (options.Plot is not null)
        {
            throw new BenchException($"There are no plots by epochs; remove --plot, and use --output csv.");
        }

        string[] unused =
        [
            .. options.Convention == Convention.Tight ? [] : (string[])["--convention"],
            .. options.Baseline is null ? [] : (string[])["--baseline"],
            .. options.Peers ? [] : (string[])["--no-peers"],
        ];
        if (unused.Length > 0)
        {
            throw new BenchException($"Comparisons by epochs have no conventions, tests against a baseline or figures of other software: remove {string.Join(" and ", unused)}.");
        }

        var problems = Problems(options);
        var plan = new FidelityPlan([.. problems.Select(FidelityProblem.Of)], algorithms, Evaluations(options, problems), options.Seeds);
        progress.WriteLine($"Running {problems.Count * algorithms.Count * options.Seeds} searches of the epochs of {plan.Trainings} trainings on {Environment.ProcessorCount} cores ...");
        var started = TimeProvider.System.GetTimestamp();
        var document = FidelityReporter.Run(plan, cancellation);
        progress.WriteLine(FormattableString.Invariant($"Ran them in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0.0} s."));
        FidelityWriter.Write(output, document, options.Output);
    }

    static ProblemCatalogue Catalogue(BenchOptions options) =>
        new([.. ReferenceTables(options.Data), .. options.Tables.Select(DescribedTable.Read)], options.Merge);

    static IReadOnlyList<TableProblem> Problems(BenchOptions options)
    {
        var catalogue = Catalogue(options);
        var named = options.Problems.Select(problem => catalogue.Find(problem, Suites.LabelOf(problem)));
        var suite = options.Suite is { } name ? Suites.Find(name).Select(member => catalogue.Find(member.Problem, member.Label)) : [];
        IReadOnlyList<TableProblem> problems = [.. named, .. suite];
        return problems.Count > 0
            ? problems
            : throw new BenchException($"Specify a problem (--problem nb201/c100_valid_200/c100_edgegpu_lat_ms) or a suite (--suite {Suites.Names.First()}).");
    }

    static IReadOnlyList<TableProblem> ProblemsOfRows(BenchOptions options) =>
        Problems(options) is var problems && problems.FirstOrDefault(problem => problem.IsOfSums) is { } sums
            ? throw new BenchException($"'{sums.Name}' has too many architectures for an exact expectation; specify another problem or suite.")
            : problems;

    static int Evaluations(BenchOptions options, IReadOnlyList<TableProblem> problems)
    {
        var smallest = problems.MinBy(problem => problem.Space.CandidateCount)!;
        return options.Evaluations <= smallest.Space.CandidateCount
            ? options.Evaluations
            : throw new BenchException($"{smallest.Name} has {smallest.Space.CandidateCount} candidates, fewer than {options.Evaluations}; reduce --evaluations to at most that number.");
    }

    /// <summary>Returns the algorithm against which the others are tested.</summary>
    /// <exception cref="BenchException">The named algorithm is not among them.</exception>
    internal static string Baseline(string? wanted, IReadOnlyList<AlgorithmChoice> algorithms, bool isAblation)
    {
        var labels = algorithms.Select(algorithm => algorithm.Label).ToList();
        return wanted is null ? (!isAblation && labels.Contains(PreferredBaseline) ? PreferredBaseline : labels[0])
            : labels.Contains(wanted) ? wanted
            : throw new BenchException($"The baseline '{wanted}' is not among the algorithms: {string.Join(", ", labels)}.");
    }
}
