using System.Diagnostics;
using Azure;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Microsoft.Azure.WebJobs.Host.Config;
using Microsoft.Azure.WebJobs.Host.Indexers;
using Microsoft.Azure.WebJobs.Host.Listeners;
using Microsoft.Extensions.Options;
using Serverless.LocalHost.Configuration;
using Serverless.LocalHost.Durability;
using Serverless.LocalHost.Http;
using Serverless.LocalHost.Http.Keys;
using Serverless.LocalHost.Indexing;
using Serverless.LocalHost.Jobs;
using Serverless.LocalHost.Protocol;
using Serverless.LocalHost.Workers;

namespace Serverless.LocalHost;

/// <summary>Starts the parts of the host in order, and stops them in reverse order.</summary>
static class LocalHost
{
    /// <summary>How long running requests can take to end once the host is asked to stop.</summary>
    static readonly TimeSpan HttpStopTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Runs an app until the process is asked to stop.</summary>
    /// <exception cref="StartException">The app does not start.</exception>
    public static async Task RunAsync(StartOptions options)
    {
        using var signal = new StopSignal();
        var environment = ProcessEnvironment.Prepare(options.App);
        TimeZones.Apply(environment);
        var settings = HostSettings.Read(options.App);
        using var logs = Logs.Create(settings);
        await using var server = new HttpServer(options.Address, logs);
        var backoff = new Backoff();
        for (var isFirst = true; !signal.Asked.IsCompleted; isFirst = false)
        {
            await Task.WhenAny(signal.Asked, Task.Delay(backoff.Next()));
            try
            {
                await RunOnceAsync(options, signal, environment, settings, server, logs);
            }
            catch (OperationCanceledException) when (signal.Asked.IsCompleted)
            {
                // The host was asked to stop during the start; the parts that had started have stopped with it.
            }
            catch (StartException again) when (!isFirst && again.ExitCode is ExitCodes.Storage or ExitCodes.Worker)
            {
                // A host that ran before will run again; only a failed first start is reported to the user and ends the process.
                logs.CreateLogger(HostLog.Category).NotStartedAgain(again.Message);
            }
        }
    }

    // Completes when the process is asked to stop, or when the host has failed and storage answers.
    static async Task RunOnceAsync(
        StartOptions options,
        StopSignal signal,
        IReadOnlyDictionary<string, string> environment,
        HostSettings settings,
        HttpServer server,
        ILoggerFactory logs)
    {
        var clock = Stopwatch.StartNew();
        var log = logs.CreateLogger(HostLog.Category);
        var hostId = HostId.Of(options.App, settings);
        var keys = KeysFile.Open(options.KeysFile ?? KeysFile.DefaultPath(hostId), settings);
        var storage = await StorageAccount.OpenAsync(settings, signal.Stopping);
        var failure = new HostFailure();

        var channels = new WorkerChannels();
        await using var rpc = await RpcServer.StartAsync(channels, logs);
        await using var workers = new WorkerPool(
            new WorkerLauncher(options.App, rpc.Address, environment, channels, logs), log);
        var functions = FunctionCatalog.Read((await workers.StartAsync(signal.Stopping)).Functions, settings);
        functions.CheckKeys(keys);
        foreach (var function in functions.Disabled)
        {
            log.Disabled(function.Name);
        }

        using var jobs = JobHostFactory.Build(
            options.App, settings, hostId, functions, workers, new WebhookAddress(options.Address, keys), storage, failure, logs);
        await StartAsync(jobs, signal.Stopping);
        using var requests = Requests(settings, functions, jobs, keys, logs);
        await server.OpenAsync(requests.Handle);
        log.Ready(options.Address.GetLeftPart(UriPartial.Authority), functions.Active.Count, clock.ElapsedMilliseconds);

        if (await Task.WhenAny(signal.Asked, failure.Reported) == failure.Reported)
        {
            log.HostFailed(await failure.Reported);
            await storage.AnswersAsync(signal.Asked);
        }

        clock.Restart();
        log.Stopping();
        workers.StartNoMore();
        await StopAsync(log, "HTTP", () => server.CloseAsync(HttpStopTimeout));
        await StopAsync(log, "WebJobs", () => jobs.StopAsync());

        await workers.DisposeAsync();
        log.Stopped(clock.ElapsedMilliseconds);
    }

    static async Task StartAsync(IHost jobs, CancellationToken stop)
    {
        try
        {
            EngineSettings.Apply(jobs.Services);

            // A start that is cancelled half-way leaves the state of a crash, for which the extensions are made.
            await jobs.StartAsync(stop).WaitAsync(stop);
            FailureDelays.Apply(Durable(jobs));
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
        catch (FunctionIndexingException broken)
        {
            throw new StartException(ExitCodes.Configuration, $"{broken.Message}: {broken.GetBaseException().Message}", broken);
        }
        catch (Exception away) when (away is RequestFailedException or AggregateException or FunctionListenerException)
        {
            throw new StartException(ExitCodes.Storage, $"The storage account does not respond. {away.GetBaseException().Message}", away);
        }
        catch (Exception broken) when (broken is ArgumentException or InvalidOperationException or OptionsValidationException)
        {
            throw new StartException(ExitCodes.Configuration, $"The extensions cannot be started. {broken.Message}", broken);
        }
    }

    static RequestPipeline Requests(HostSettings settings, FunctionCatalog functions, IHost jobs, HostKeys keys, ILoggerFactory logs)
    {
        var jobHost = jobs.Services.GetRequiredService<IJobHost>();
        var durable = Durable(jobs);
        var log = logs.CreateLogger(HostLog.Category);
        return new RequestPipeline(log, logs, (endpoints, forwarder) =>
        {
            new FunctionRequests(jobHost, keys, forwarder).Map(endpoints, FunctionRoute.All(functions.Active, settings.RoutePrefix));
            new AdminRoutes(jobHost, functions, keys, log).Map(endpoints);
            new DurableWebhook(durable, keys).Map(endpoints);
        });
    }

    static DurableTaskExtension Durable(IHost jobs) => jobs.Services.GetServices<IExtensionConfigProvider>().OfType<DurableTaskExtension>().Single();

    static async Task StopAsync(ILogger log, string part, Func<Task> stop)
    {
        try
        {
            await stop();
        }
        catch (Exception failure)
        {
            log.StoppedBadly(part, failure.Message);
        }
    }
}

/// <summary>Reports that the WebJobs host has failed and has to be started again. Azure ends the process of such a host and starts another.</summary>
sealed class HostFailure
{
    readonly TaskCompletionSource<string> _reported = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A task that completes with the reason of the first failure.</summary>
    public Task<string> Reported => _reported.Task;

    /// <summary>Reports a failure; only the first one counts.</summary>
    public void Report(string reason) => _reported.TrySetResult(reason);
}
