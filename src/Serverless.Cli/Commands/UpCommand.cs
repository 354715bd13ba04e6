using System.CommandLine;
using Serverless.Cli.Local;
using Serverless.Cli.Local.Platform;
using Serverless.Cli.Local.Processes;

namespace Serverless.Cli.Commands;

/// <summary><c>up</c>: runs the platform on this machine until Ctrl-C. The stored data are available again next time.</summary>
public static class UpCommand
{
    const int DefaultPort = 7071;
    const int MaximumWorkers = 64;

    public static Command Create(CliConsole console)
    {
        var port = new Option<int>("--port")
        {
            Description = "The port of the platform.",
            DefaultValueFactory = _ => DefaultPort,
            Validators = { result => CommandOptions.Check<int>(result, value => value is >= 1 and <= 65535, "--port must be between 1 and 65535.") },
        };
        var workers = new Option<int>("--workers")
        {
            Description = "The number of workers to start.",
            DefaultValueFactory = _ => 1,
            Validators = { result => CommandOptions.Check<int>(result, value => value is >= 0 and <= MaximumWorkers, $"--workers must be between 0 and {MaximumWorkers}.") },
        };
        var command = new OwningCommand("up", "Run storage, the functions host and workers on this machine until Ctrl-C.") { port, workers };
        command.SetAction((parsed, cancellation) => StopSignals.RunAsync(
            console, stop => RunAsync(console, Checkout.Of(console), parsed.GetValue(port), parsed.GetValue(workers), stop), cancellation));
        return command;
    }

    static async Task<int> RunAsync(CliConsole console, Checkout checkout, int port, int workers, CancellationToken stop)
    {
        if (await LoopbackPorts.ListensAsync(port, stop).ConfigureAwait(false))
        {
            throw new CliException(ExitCodes.Failure, $"Port {port} is in use.", "Specify another port: ./serverless up --port N");
        }

        var folder = new UpFolder(checkout);
        using var others = folder.Lock();
        var run = checkout.NewRun(console.Clock);
        try
        {
            await using var processes = new ProcessSet(run, console.Error);
            console.Error.Say($"Starting storage, functions host and {(workers == 1 ? "one worker" : $"{workers} workers")}; logs: {run}/*.log");
            var platform = await LocalPlatform.StartAsync(
                processes,
                checkout,
                console,
                new LocalPlatformOptions(Path.Combine(checkout.State, "storage"), folder.Key(), folder.ReadKey())
                {
                    Port = port,
                    Workers = workers,
                    RestartsWorkers = true,
                },
                stop).ConfigureAwait(false);
            folder.Publish(platform);
            await WriteAsync(console, platform, folder).ConfigureAwait(false);
            return await processes.DuringAsync<int>(
                async token =>
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, token).ConfigureAwait(false);
                    return ExitCodes.Done;
                },
                stop).ConfigureAwait(false);
        }
        finally
        {
            folder.Withdraw();
        }
    }

    static async Task WriteAsync(CliConsole console, LocalPlatform platform, UpFolder folder)
    {
        string[] lines =
        [
            $"Platform:  {platform.Address.GetLeftPart(UriPartial.Authority)}",
            $"Dashboard: {platform.Dashboard} (it asks for the key)",
            $"Key:       {folder.KeyFile} (send it as x-functions-key)",
            $"Read key:  {folder.ReadKeyFile} (allows only reading)",
            $"Storage:   export AzureWebJobsStorage=\"$(cat '{folder.StorageFile}')\"   # for another worker: ./serverless worker",
            "Try:       ./serverless search start examples/quickstart.json --watch",
            "Ctrl-C stops it.",
        ];
        foreach (var line in lines)
        {
            await console.Out.WriteLineAsync(line).ConfigureAwait(false);
        }

        await console.Out.FlushAsync().ConfigureAwait(false);
    }
}

/// <summary>A command that owns processes: a signal ends it only after it has stopped them, however long that takes.</summary>
/// <param name="name">The name of the command.</param>
/// <param name="description">The description in the help.</param>
sealed class OwningCommand(string name, string description) : Command(name, description);
