using System.CommandLine;
using Serverless.Bench.Problems;
using Serverless.Core.Generators;
using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates;

namespace Serverless.Bench.Surrogates;

/// <summary>The command line of <c>surrogate evaluate</c>.</summary>
static class EvaluateCommand
{
    /// <summary>The option with which one of several processes is started.</summary>
    public const string Serve = "--serve";

    const int MostProcesses = 64;

    /// <summary>Calls <paramref name="run"/> with the given options, or reports what is wrong with them.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static Task<int> InvokeAsync(string[] arguments, TextWriter error, Action<EvaluateOptions, CancellationToken> run)
    {
        var defaults = new EvaluateOptions { Data = Environment.GetEnvironmentVariable(TableFolder.Variable) ?? Path.Combine("..", "shared", "data") };
        var suite = new Option<string?>("--suite") { Description = $"Problems and devices with published figures: {string.Join(", ", EvaluationSuites.Names)}.", HelpName = "NAME" };
        var problem = new Option<string[]>("--problem") { Description = "TABLE/METRIC/METRIC ... whose ranks are predicted and which is searched. May be given several times.", HelpName = "NAME" };
        var table = new Option<string[]>("--table") { Description = "A JSON file that describes a table of your own; its files are in the same folder. Its columns in ms or mJ are devices. May be given several times.", HelpName = "FILE" };
        var data = CommandLine.Option("--data", $"The folder of the reference tables. [env: {TableFolder.Variable}]", defaults.Data);
        var studies = new Option<string?>("--studies") { Description = "The studies to run, separated by commas: ranks, devices, searches. Default: all.", HelpName = "NAMES" };
        var kinds = new Option<string?>("--kinds") { Description = $"Kinds whose ranks are evaluated, separated by commas: {string.Join(", ", SurrogateFitters.Kinds)}. Default: all.", HelpName = "NAMES" };
        var devices = new Option<string?>("--devices") { Description = "Devices of the suite to keep, separated by commas, for example edgegpu,raspi4. Default: all.", HelpName = "NAMES" };
        var sizes = CommandLine.Option("--sizes", "Numbers of architectures to learn from, separated by commas.", string.Join(',', defaults.Sizes));
        var seeds = CommandLine.Option("--seeds", "Number of draws and fits of each, 1 to 100.", defaults.Seeds, 1, 100);
        var members = CommandLine.Option("--members", "Members of each ensemble, 1 to 32.", defaults.Members, 1, 32);
        var references = CommandLine.Option("--references", "Measurements of each held-out device, 2 to 100.", defaults.References, 2, 100);
        var algorithms = CommandLine.Option("--algorithms", "Algorithms that search with and without a surrogate, separated by commas; options after colons.", defaults.Algorithms);
        var searchKinds = CommandLine.Option("--search-kinds", "Kinds that searches use, separated by commas.", string.Join(',', defaults.SearchKinds));
        var evaluations = CommandLine.Option("--evaluations", "Distinct candidates per search, 50 to 100000.", defaults.Evaluations, 50, 100_000);
        var resume = new Option<string?>("--resume") { Description = "A file that stores each result as a line of JSON; results already in it, with the same options and build, are not computed again.", HelpName = "FILE" };
        var balancers = new Option<string?>("--balancers") { Description = $"Balancers with which kinds with several losses ({string.Join(", ", SurrogateDescription.Balanced)}) are also fitted, separated by commas: {string.Join(", ", BalancerKind.OfSurrogates)}.", HelpName = "NAMES" };
        var processes = CommandLine.Option("--processes", $"Concurrent processes, 1 to {MostProcesses}.", Math.Min(Environment.ProcessorCount, MostProcesses), 1, MostProcesses);
        var serve = new Option<bool>(Serve) { Description = "Run tasks for another process.", Hidden = true };
        var output = CommandLine.Option("--output", "The output format: table, md, csv or json.", defaults.Output);
        output.Aliases.Add("-o");

        var command = new RootCommand("Fits surrogates to a part of a table of measured architectures and evaluates their predictions of the rest.")
        {
            suite, problem, table, data, studies, kinds, devices, sizes, seeds, members, references, algorithms, searchKinds, evaluations, balancers, processes, resume, output, serve,
        };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => CommandLine.Guard(error, () => run(
                new EvaluateOptions
                {
                    Suite = parsed.GetValue(suite),
                    Problems = parsed.GetValue(problem) ?? [],
                    Tables = parsed.GetValue(table) ?? [],
                    Data = parsed.GetRequiredValue(data),
                    Studies = NameLists.Studies(parsed.GetValue(studies)),
                    Kinds = NameLists.Kinds("--kinds", parsed.GetValue(kinds)),
                    Devices = NameLists.Split(parsed.GetValue(devices)),
                    Sizes = NameLists.Sizes(parsed.GetRequiredValue(sizes)),
                    Seeds = parsed.GetRequiredValue(seeds),
                    Members = parsed.GetRequiredValue(members),
                    References = parsed.GetRequiredValue(references),
                    Algorithms = parsed.GetRequiredValue(algorithms),
                    SearchKinds = NameLists.Kinds("--search-kinds", parsed.GetRequiredValue(searchKinds)),
                    Evaluations = parsed.GetRequiredValue(evaluations),
                    Balancers = NameLists.Balancers(parsed.GetValue(balancers)),
                    Processes = parsed.GetRequiredValue(processes),
                    Arguments = arguments,
                    IsServing = parsed.GetValue(serve),
                    Resume = parsed.GetValue(resume),
                    Output = parsed.GetRequiredValue(output),
                },
                cancellation)),
            CancellationToken.None));
        return CommandLine.InvokeAsync(command, arguments, error, "serverless surrogate evaluate --help");
    }
}
