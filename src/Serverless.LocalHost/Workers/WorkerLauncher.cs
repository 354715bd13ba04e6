using System.ComponentModel;
using Serverless.LocalHost.Configuration;
using Serverless.LocalHost.Protocol;

namespace Serverless.LocalHost.Workers;

/// <summary>Starts workers.</summary>
/// <param name="app">The app that workers run.</param>
/// <param name="host">The address to which workers connect.</param>
/// <param name="environment">The environment of workers.</param>
/// <param name="channels">The channels of workers.</param>
/// <param name="loggers">The logger factory for what workers log and print.</param>
sealed class WorkerLauncher(
    AppFolder app, Uri host, IReadOnlyDictionary<string, string> environment, WorkerChannels channels, ILoggerFactory loggers)
{
    /// <summary>How long a worker can take for each step of its start; generous, for busy machines.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly ILogger _log = loggers.CreateLogger(HostLog.Category);
    readonly ILogger _output = loggers.CreateLogger("Worker.Output");

    /// <summary>Starts a process and waits until it has loaded its functions. A process that fails is not left running.</summary>
    /// <param name="stop">The token that cancels the start and ends the process.</param>
    /// <exception cref="InvalidOperationException">The worker refused, ended, or took too long.</exception>
    public async Task<Worker> LaunchAsync(CancellationToken stop)
    {
        var channel = new WorkerChannel(new WorkerLogs(loggers));
        channels.Add(channel);
        var printed = new LastLines(5);
        WorkerProcess process;
        try
        {
            process = await WorkerProcess.StartAsync(
                WorkerCommandLine.Build(app, host, channel.Id, environment),
                line =>
                {
                    printed.Add(line);
                    _output.LogInformation("{Line}", line);
                });
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"{app.WorkerExecutable} cannot be started: {missing.Message}", missing);
        }

        _log.WorkerStarted(process.Id);
        _ = process.Exited.ContinueWith(
            ended =>
            {
                channels.Remove(channel);
                channel.End($"The worker process exited with code {ended.Result}.");
            },
            TaskScheduler.Default);
        try
        {
            await channel.Connected.WaitAsync(Patience, stop);
            var (http, functions) = await WorkerHandshake.RunAsync(channel, app.Path, Patience).WaitAsync(stop);
            return new Worker(process, channel, http, functions);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
        catch (Exception failed) when (failed is WorkerProcessExitException or TimeoutException or InvalidOperationException)
        {
            process.Kill();
            var why = failed is TimeoutException ? "The worker took longer than a minute to start." : failed.Message;
            throw new InvalidOperationException($"{why} {printed}".TrimEnd(), failed);
        }
    }
}
