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
            Description = "The device that they are for: one that the generator knows, or one of the platform that has measured its references.",
            Required = true,
            Validators = { result => CommandOptions.RequireId(result, "--device") },
        };
        var latency = Limit("--latency-ms", "Only those that are predicted to take at most so many milliseconds, the best first; without a limit the predicted front.");
        var energy = Limit("--energy-mj", "The same of a generator that predicts millijoules.");
        var count = new Option<int>("--count") { Description = $"How many, 1 to {GeneratorQuestion.MostArchitectures}.", DefaultValueFactory = _ => GeneratorSeeds.Usual };
        count.Validators.Add(result => CommandOptions.Check<int>(
            result, value => value is >= 1 and <= GeneratorQuestion.MostArchitectures, $"--count is 1 to {GeneratorQuestion.MostArchitectures}."));
        var seed = new Option<int>("--seed") { Description = "Of the draws; the same question has the same answer." };
        seed.Validators.Add(result => CommandOptions.Check<int>(result, value => value >= 0, "--seed is at least 0."));
        var format = CommandOptions.Format();
        var command = new Command("ask", "Ask a generator for architectures for a device.") { id, device, latency, energy, count, seed, format };
        command.Validators.Add(result =>
        {
            if (result.GetResult(latency) is not null && result.GetResult(energy) is not null)
            {
                result.AddError("A generator predicts one metric of devices; give --latency-ms or --energy-mj.");
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
                $"{answer.Drawn} were drawn, {answer.Distinct} of them different; values are predicted, ± is their standard deviation.")).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }

    static Option<double?> Limit(string name, string description) => new(name)
    {
        Description = description,
        Validators = { result => CommandOptions.Check<double?>(result, value => value is null or > 0, $"{name} is above 0.") },
    };
}
