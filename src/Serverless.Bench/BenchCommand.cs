using System.CommandLine;
using Serverless.Bench.Problems;

namespace Serverless.Bench;

/// <summary>The command line of the benchmark.</summary>
static class BenchCommand
{
    /// <summary>The option with which a process is started that serves another process.</summary>
    public const string Serve = "--serve";

    const int MostEvaluations = 1_000_000;
    const int MostSeeds = 1_000;
    const int MostProcesses = 64;

    /// <summary>Runs <paramref name="run"/> with the given options, or reports errors in them.</summary>
    /// <returns>The exit code, one of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> InvokeAsync(string[] arguments, TextWriter error, Action<BenchOptions, CancellationToken> run)
    {
        var defaults = new BenchOptions { Data = Environment.GetEnvironmentVariable(TableFolder.Variable) ?? Path.Combine("..", "shared", "data") };
        var problem = new Option<string[]>("--problem") { Description = "TABLE/METRIC/METRIC ..., for example nb201/c100_valid_200/c100_edgegpu_lat_ms. May be given several times.", HelpName = "NAME" };
        var suite = new Option<string?>("--suite") { Description = $"A suite of problems: {string.Join(", ", Suites.Names)}.", HelpName = "NAME" };
        var algorithms = new Option<string?>("--algorithms") { Description = $"Algorithms, separated by commas, or all; options after colons: nsga2:populationSize=20:batchSize=8. In addition to the options of requests: pending=16 (asynchronous) and noise=0.5 (added to maximised values); by epochs halving=3 (one in three of a generation is trained completely). Default: nsga2,random; by epochs also all that choose fidelities, with real trainings also bulk-and-cut; by devices also modnas and pnag, with steps=, and modnas with balancer=.", HelpName = "NAMES" };
        var set = new Option<string[]>("--set") { Description = "An option with which each algorithm that has it runs again, tested against the first algorithm: features=choices. May be given several times.", HelpName = "NAME=VALUE" };
        var external = new Option<string[]>("--external") { Description = "A program that proposes candidates and communicates by lines of JSON: docs/benchmarks.md. May be given several times.", HelpName = "LABEL=COMMAND" };
        var evaluations = CommandLine.Option("--evaluations", $"Distinct candidates per search, 1 to {MostEvaluations}; by epochs complete trainings. Defaults: {SuiteDefaults.Describe(SuiteDefaults.Evaluations)}, otherwise", defaults.Evaluations, 1, MostEvaluations);
        var seeds = CommandLine.Option("--seeds", $"Searches for each problem and algorithm, 1 to {MostSeeds}. Defaults: {SuiteDefaults.Describe(SuiteDefaults.Seeds)}, otherwise", defaults.Seeds, 1, MostSeeds);
        var baseline = new Option<string?>("--baseline") { Description = "The algorithm against which the others are tested. Default: random, if it is among them and --set is not used; otherwise the first.", HelpName = "NAME" };
        var convention = CommandLine.Option("--convention", "How objectives are scaled and which architectures count, for gaps, distances and tests: tight, connected or all.", defaults.Convention);
        var merge = new Option<bool>("--merge") { Description = "Merge architectures that compute the same function into one candidate. Figures of peers are without merging." };
        var byEpochs = new Option<bool>("--by-epochs") { Description = $"Compare by the epochs of the requested trainings, on tables with shorter trainings; --suite {Suites.Fidelities} always does." };
        var noPeers = new Option<bool>("--no-peers") { Description = "Omit the figures of other software." };
        var table = new Option<string[]>("--table") { Description = "A JSON file that describes a table of your own; its files are in the same folder. May be given several times.", HelpName = "FILE" };
        var data = CommandLine.Option("--data", $"The folder of the reference tables. [env: {TableFolder.Variable}]", defaults.Data);
        var output = CommandLine.Option("--output", "The output format: table, md, csv or json.", defaults.Output);
        output.Aliases.Add("-o");
        var processes = CommandLine.Option("--processes", $"Concurrent search processes, 1 to {MostProcesses}, for --suite {Suites.Trainings}. Default: one per core.", Math.Min(Environment.ProcessorCount, MostProcesses), 1, MostProcesses);
        processes.Aliases.Add("--jobs");
        var resume = new Option<string?>("--resume") { Description = $"A file that stores each finished search of --suite {Suites.Trainings} as a line of JSON; searches already in it, with the same options and build, are not run again.", HelpName = "FILE" };
        var serve = new Option<bool>(Serve) { Description = "Run tasks for another process.", Hidden = true };
        var plot = new Option<string?>("--plot") { Description = "The file to which a page with plots is written.", HelpName = "FILE.html" };

        var command = new RootCommand("Runs search algorithms on tables of measured architectures and compares them.")
        {
            problem, suite, algorithms, set, external, evaluations, seeds, baseline, convention, merge, byEpochs, noPeers, table, data, output, plot, processes, resume, serve,
        };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => CommandLine.Guard(error, () => run(
                new BenchOptions
                {
                    Problems = parsed.GetValue(problem) ?? [],
                    Suite = parsed.GetValue(suite),
                    Algorithms = parsed.GetValue(algorithms),
                    Set = parsed.GetValue(set) ?? [],
                    External = parsed.GetValue(external) ?? [],
                    Evaluations = Told(parsed, evaluations, SuiteDefaults.Evaluations),
                    Seeds = Told(parsed, seeds, SuiteDefaults.Seeds),
                    Baseline = parsed.GetValue(baseline),
                    Convention = parsed.GetRequiredValue(convention),
                    Merge = parsed.GetValue(merge),
                    ByEpochs = parsed.GetValue(byEpochs),
                    Peers = !parsed.GetValue(noPeers),
                    Tables = parsed.GetValue(table) ?? [],
                    Data = parsed.GetRequiredValue(data),
                    Output = parsed.GetRequiredValue(output),
                    Plot = parsed.GetValue(plot),
                    Processes = Processes(parsed),
                    Resume = parsed.GetValue(resume),
                    Arguments = arguments,
                    IsServing = parsed.GetValue(serve),
                },
                cancellation)),
            CancellationToken.None));

        return await CommandLine.InvokeAsync(command, arguments, error, "serverless bench --help");

        // An option that a suite does not support is rejected only where it was typed.
        int? Processes(ParseResult parsed) =>
            parsed.GetResult(processes) is { Implicit: false } || parsed.GetValue(suite) == Suites.Trainings ? parsed.GetRequiredValue(processes) : null;

        int Told(ParseResult parsed, Option<int> option, Func<string?, int?> usual) =>
            parsed.GetResult(option) is null or { Implicit: true } && usual(parsed.GetValue(suite)) is { } number ? number : parsed.GetRequiredValue(option);
    }
}
