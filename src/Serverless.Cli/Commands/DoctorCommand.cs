using System.CommandLine;
using Serverless.Cli.Api;
using Serverless.Cli.Local;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary>
/// <c>doctor</c>: checks what this machine has of all that is needed; then which settings the client would use, where they come from, whether
/// the platform responds, and the state of its queues.
/// </summary>
public static class DoctorCommand
{
    /// <summary>How long a job can wait for a worker before that is reported.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Command Create(CliConsole console, Connection connection)
    {
        var format = CommandOptions.Format();
        format.Validators.Add(result => CommandOptions.Check<OutputFormat>(result, value => value is OutputFormat.Table or OutputFormat.Csv, "--output must be table or csv."));
        var command = new Command("doctor", "Check this machine, address, key, whether the platform answers, and whether jobs wait for workers.") { format };
        command.SetAction(async (parsed, cancellation) =>
        {
            List<(string Check, bool Holds, string Finding)> checks = [];
            var checkout = Checkout.Find(console.Variable);
            if (checkout is not null)
            {
                checks.AddRange(new MachineChecks(checkout, console.Variable).Run());
            }

            // In a working copy a platform exists if it is named or run by `up`; anywhere else there may be one at the default address.
            var hasPlatform = checkout is null || parsed.GetValue(connection.Url) is not null || console.Variable(Connection.UrlVariable) is { Length: > 0 };
            if (hasPlatform)
            {
                checks.AddRange(await PlatformAsync(console, connection, parsed, cancellation).ConfigureAwait(false));
            }

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

            if (!hasPlatform)
            {
                await console.Error.WriteLineAsync($"No platform runs here and {Connection.UrlVariable} is not set: start one with ./serverless up.").ConfigureAwait(false);
            }

            return checks.All(check => check.Holds) ? ExitCodes.Done : ExitCodes.Failure;
        });
        return command;
    }

    static async Task<IReadOnlyList<(string Check, bool Holds, string Finding)>> PlatformAsync(
        CliConsole console, Connection connection, ParseResult parsed, CancellationToken cancellation)
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
        return checks[^1].Holds ? [.. checks, .. await QueuesAsync(console, client, cancellation).ConfigureAwait(false)] : checks;
    }

    /// <summary>Checks each queue: the check fails where jobs have been waiting and no worker takes them.</summary>
    static async Task<IReadOnlyList<(string Check, bool Holds, string Finding)>> QueuesAsync(
        CliConsole console, PlatformClient client, CancellationToken cancellation)
    {
        try
        {
            var queues = await client.Queues.ListAsync(cancellation).ConfigureAwait(false);
            return [.. queues.Select(queue => (
                $"queue {PlainText.Of(queue.Name)}",
                queue.Workers > 0 || queue.WaitingSince is not { } since || since + Patience > console.Clock.GetUtcNow(),
                WaitText.Of(queue)))];
        }
        catch (Exception fault) when (fault is CliException or NoAnswerException)
        {
            return [("queues", false, PlainText.Of(fault.Message))];
        }
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
