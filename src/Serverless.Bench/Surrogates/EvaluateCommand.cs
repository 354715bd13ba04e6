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
        var suite = new Option<string?>("--suite") { Description = $"Problems and devices that published figures are of: {string.Join(", ", EvaluationSuites.Names)}.", HelpName = "NAME" };
        var problem = new Option<string[]>("--problem") { Description = "TABLE/METRIC/METRIC ... to predict ranks of and to search. May be given several times.", HelpName = "NAME" };
        var table = new Option<string[]>("--table") { Description = "A JSON file that describes a table of yours; its files lie beside it. Its columns in ms or mJ are devices. May be given several times.", HelpName = "FILE" };
        var data = CommandLine.Option("--data", $"The folder of the reference tables. [env: {TableFolder.Variable}]", defaults.Data);
        var studies = new Option<string?>("--studies") { Description = "What to do, joined by commas: ranks, devices, searches. Without it all.", HelpName = "NAMES" };
        var kinds = new Option<string?>("--kinds") { Description = $"Kinds whose ranks to judge, joined by commas: {string.Join(", ", SurrogateFitters.Kinds)}. Without it all.", HelpName = "NAMES" };
        var devices = new Option<string?>("--devices") { Description = "Devices of the suite to keep, joined by commas, for example edgegpu,raspi4. Without it all.", HelpName = "NAMES" };
        var sizes = CommandLine.Option("--sizes", "Architectures to learn from, joined by commas.", string.Join(',', defaults.Sizes));
        var seeds = CommandLine.Option("--seeds", "Draws and fits of each, 1 to 100.", defaults.Seeds, 1, 100);
        var members = CommandLine.Option("--members", "Members of each ensemble, 1 to 32.", defaults.Members, 1, 32);
        var references = CommandLine.Option("--references", "Measurements of a device that was left out, 2 to 100.", defaults.References, 2, 100);
        var algorithms = CommandLine.Option("--algorithms", "Algorithms that search with a surrogate and without, joined by commas; options after colons.", defaults.Algorithms);
        var searchKinds = CommandLine.Option("--search-kinds", "Kinds that searches use, joined by commas.", string.Join(',', defaults.SearchKinds));
        var evaluations = CommandLine.Option("--evaluations", "Distinct candidates a search, 50 to 100000.", defaults.Evaluations, 50, 100_000);
        var resume = new Option<string?>("--resume") { Description = "A file that keeps each result as it comes, a line of JSON each; what it has already, of these options and this build, is not done again.", HelpName = "FILE" };
        var balancers = new Option<string?>("--balancers") { Description = $"Fit kinds that have losses to balance ({string.Join(", ", SurrogateDescription.Balanced)}) by these too, joined by commas: {string.Join(", ", BalancerKind.OfSurrogates)}.", HelpName = "NAMES" };
        var processes = CommandLine.Option("--processes", $"Processes that do this at once, 1 to {MostProcesses}.", Math.Min(Environment.ProcessorCount, MostProcesses), 1, MostProcesses);
        var serve = new Option<bool>(Serve) { Description = "Do what another process asks for.", Hidden = true };
        var output = CommandLine.Option("--output", "How to write the answer: table, md, csv or json.", defaults.Output);
        output.Aliases.Add("-o");

        var command = new RootCommand("Fits surrogates to a part of a table of measured architectures, and says how well they predict the rest.")
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
