using System.CommandLine;
using Serverless.Cli.Api;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary><c>doctor</c>: what the client would use, where that comes from, and whether the platform answers.</summary>
public static class DoctorCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var format = CommandOptions.Format();
        format.Validators.Add(result => CommandOptions.Check<OutputFormat>(result, value => value != OutputFormat.Json, "doctor writes table or csv."));
        var command = new Command("doctor", "Check address, key, and whether the platform answers.") { format };
        command.SetAction(async (parsed, cancellation) =>
        {
            var address = connection.Address(parsed);
            var key = connection.Key();
            using var client = connection.Open(parsed);
            List<(string Check, bool Holds, string Finding)> checks =
            [
                ("address", true, $"{address.Value} ({address.Origin})"),
                ("key", key.Value is not null, key.Value is null ? $"none: set {Connection.KeyVariable} or {Connection.KeyFileVariable}" : $"from {key.Origin}"),
                await CheckAsync("health", async () => PlainText.Of(await client.GetHealthAsync(cancellation).ConfigureAwait(false))).ConfigureAwait(false),
                await CheckAsync("key accepted", async () => $"{(await client.Devices.ListAsync(cancellation).ConfigureAwait(false)).Count} devices listed").ConfigureAwait(false),
            ];
            var table = new Table(
                [new Column("check"), new Column("result"), new Column("finding")],
                [.. checks.Select(check => (IReadOnlyList<string>)[check.Check, check.Holds ? "ok" : "NOT OK", check.Finding])]);
            if (parsed.GetValue(format) == OutputFormat.Csv)
            {
                table.WriteCsv(console.Out);
            }
            else
            {
                table.Write(console.Out, console.OutWidth);
            }

            return checks.All(check => check.Holds) ? ExitCodes.Done : ExitCodes.Failure;
        });
        return command;
    }

    static async Task<(string Check, bool Holds, string Finding)> CheckAsync(string name, Func<Task<string>> ask)
    {
        try
        {
            return (name, true, await ask().ConfigureAwait(false));
        }
        catch (Exception fault) when (fault is CliException or NoAnswerException)
        {
            return (name, false, PlainText.Of(fault.Message));
        }
    }
}
