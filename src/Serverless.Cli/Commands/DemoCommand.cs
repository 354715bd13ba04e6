using System.CommandLine;
using Serverless.Cli.Local;
using Serverless.Cli.Local.Demo;
using Serverless.Cli.Local.Processes;

namespace Serverless.Cli.Commands;

/// <summary><c>demo</c>: runs one real search from start to report, on a platform of its own that ends with it.</summary>
public static class DemoCommand
{
    const int MaximumSeeds = 99;

    public static Command Create(CliConsole console)
    {
        var file = new Argument<string?>("REQUEST")
        {
            Description = $"The request. Default: examples/quickstart.json. '{InputFile.StandardInput}': standard input.",
            Arity = ArgumentArity.ZeroOrOne,
            Validators = { result => CommandOptions.RequireText(result, "REQUEST") },
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = "The folder to write to; made if need be.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "serverless-demo",
            Validators = { result => CommandOptions.RequireText(result, "--output") },
        };
        var seeds = new Option<int?>("--paired")
        {
            Description = "Run the request with its surrogate and without, or as --against says, from so many seeds each, and compare the fronts.",
            HelpName = "SEEDS",
            Validators = { result => CommandOptions.Check<int?>(result, value => value is null or (>= 1 and <= MaximumSeeds), $"--paired is a number of seeds, 1 to {MaximumSeeds}.") },
        };
        var against = new Option<string?>("--against")
        {
            Description = "With --paired: compare half the request's trainings with all of them by this algorithm: a name, or JSON as in a request.",
            HelpName = "ALGORITHM",
            Validators = { result => CommandOptions.RequireText(result, "--against") },
        };
        var command = new OwningCommand("demo", "Run a real search from start to report on this machine, in a few minutes.") { file, output, seeds, against };
        command.Validators.Add(result =>
        {
            if (result.GetResult(against) is not null && result.GetResult(seeds) is null)
            {
                result.AddError("--against compares from several seeds: say from how many with --paired SEEDS.");
            }
        });
        command.SetAction((parsed, cancellation) =>
        {
            var checkout = Checkout.Of(console);
            var path = parsed.GetValue(file) ?? checkout.Quickstart;
            var pairing = parsed.GetValue(against) is { } algorithm ? Pairing.Against(algorithm) : Pairing.BySurrogate;
            var request = RequestFile.ReadBytes(console, path);
            return StopSignals.RunAsync(
                console,
                async stop =>
                {
                    var into = parsed.GetRequiredValue(output);
                    await (parsed.GetValue(seeds) is { } count
                        ? new PairedDemo(console, checkout, pairing).RunAsync(request, InputFile.Name(path), count, into, stop)
                        : new DemoRun(console, checkout).RunAsync(request, InputFile.Name(path), into, stop)).ConfigureAwait(false);
                    return ExitCodes.Done;
                },
                cancellation);
        });
        return command;
    }
}
