using System.CommandLine;
using System.Globalization;
using Serverless.Cli.Output;
using Serverless.Core.Generators;

namespace Serverless.Cli.Commands;

/// <summary><c>generator ask ID --device NAME</c>: shows the architectures that a generator finds for a device.</summary>
public static class GeneratorAskCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.Id("ID", "The generator's id, for example from `generator list`.");
        var device = new Option<string>("--device")
        {
            Description = "The target device: one that the generator was fitted to, or a device of the platform with measurements of its reference architectures.",
            Required = true,
            Validators = { result => CommandOptions.RequireId(result, "--device") },
        };
        var latency = Limit("--latency-ms", "Limit of the predicted latency in milliseconds; architectures are listed best first. Without a limit, the predicted front is listed.");
        var energy = Limit("--energy-mj", "The same limit for a generator that predicts millijoules.");
        var count = new Option<int>("--count") { Description = $"The number, 1 to {GeneratorQuestion.MostArchitectures}.", DefaultValueFactory = _ => GeneratorSeeds.Usual };
        count.Validators.Add(result => CommandOptions.Check<int>(
            result, value => value is >= 1 and <= GeneratorQuestion.MostArchitectures, $"--count must be 1 to {GeneratorQuestion.MostArchitectures}."));
        var seed = new Option<int>("--seed") { Description = "The seed of the draws; the same request returns the same architectures." };
        seed.Validators.Add(result => CommandOptions.Check<int>(result, value => value >= 0, "--seed must be at least 0."));
        var format = CommandOptions.Format();
        var command = new Command("ask", "Ask a generator for architectures for a device.") { id, device, latency, energy, count, seed, format };
        command.Validators.Add(result =>
        {
            if (result.GetResult(latency) is not null && result.GetResult(energy) is not null)
            {
                result.AddError("A generator predicts one metric of devices; specify only one of --latency-ms and --energy-mj.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            (string, double)? limit = parsed.GetValue(latency) is { } milliseconds ? ("latencyMs", milliseconds)
                : parsed.GetValue(energy) is { } millijoules ? ("energyMj", millijoules)
                : null;
            using var client = connection.Open(parsed);
            var answer = await client.Generators.AskAsync(
                parsed.GetRequiredValue(id), parsed.GetRequiredValue(device), limit, parsed.GetValue(count), parsed.GetValue(seed), cancellation).ConfigureAwait(false);
            Answer.Write(console, parsed.GetValue(format), answer, () => GeneratorTable.Answer(answer));
            await console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{answer.Drawn} were drawn, {answer.Distinct} of them distinct; values are predicted, with standard deviations after ±.")).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }

    static Option<double?> Limit(string name, string description) => new(name)
    {
        Description = description,
        Validators = { result => CommandOptions.Check<double?>(result, value => value is null or > 0, $"{name} must be greater than 0.") },
    };
}
