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
            Description = $"The request. Default: examples/quickstart.json. '{InputFile.StandardInput}' is standard input.",
            Arity = ArgumentArity.ZeroOrOne,
            Validators = { result => CommandOptions.RequireText(result, "REQUEST") },
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = "The folder to write to; created if it does not exist.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "serverless-demo",
            Validators = { result => CommandOptions.RequireText(result, "--output") },
        };
        var seeds = new Option<int?>("--paired")
        {
            Description = "Run the request with and without its surrogate, or as --against specifies, with this number of seeds each, and compare the fronts.",
            HelpName = "SEEDS",
            Validators = { result => CommandOptions.Check<int?>(result, value => value is null or (>= 1 and <= MaximumSeeds), $"--paired must be a number of seeds from 1 to {MaximumSeeds}.") },
        };
        var against = new Option<string?>("--against")
        {
            Description = "With --paired: compare the request with half its trainings to this algorithm with all of them: a name, or JSON as in a request.",
            HelpName = "ALGORITHM",
            Validators = { result => CommandOptions.RequireText(result, "--against") },
        };
        var command = new OwningCommand("demo", "Run a real search from start to report on this machine, in a few minutes.") { file, output, seeds, against };
        command.Validators.Add(result =>
        {
            if (result.GetResult(against) is not null && result.GetResult(seeds) is null)
            {
                result.AddError("--against needs --paired SEEDS, the number of seeds to compare with.");
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
