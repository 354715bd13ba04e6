using Azure.Core;
using Azure.Storage.Queues;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Microsoft.Azure.WebJobs.Host.Config;
using Microsoft.Azure.WebJobs.Host.Executors;
using Microsoft.Azure.WebJobs.Host.Timers;
using Microsoft.Azure.WebJobs.Host;
using Microsoft.Azure.WebJobs;
using Microsoft.Extensions.Azure;
using Serverless.LocalHost.Configuration;
using Serverless.LocalHost.Http;
using Serverless.LocalHost.Indexing;
using Serverless.LocalHost.Invocation;
using Serverless.LocalHost.Polling;
using Serverless.LocalHost.Timers;
using Serverless.LocalHost.Workers;

namespace Serverless.LocalHost.Jobs;

/// <summary>Builds the WebJobs host with the extensions that Azure's host loads.</summary>
static class JobHostFactory
{
    /// <summary>How long listeners and running functions can take to end.</summary>
    static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(20);

    /// <summary>How long a cancelled function can take to end before its worker is ended.</summary>
    static readonly TimeSpan TimeoutGrace = TimeSpan.FromSeconds(5);

    /// <summary>Builds a host that is not started.</summary>
    public static IHost Build(
        AppFolder app,
        HostSettings settings,
        string hostId,
        FunctionCatalog functions,
        WorkerPool workers,
        WebhookAddress webhooks,
        StorageAccount storage,
        HostFailure failure,
        ILoggerFactory logs)
    {
        var type = FunctionTypes.Write(functions.Active);
        return new HostBuilder()
            .UseContentRoot(app.Path)
            .ConfigureAppConfiguration(configuration => configuration.AddConfiguration(settings.Configuration))
            .ConfigureWebJobs(jobs =>
            {
                jobs.AddExecutionContextBinding(context => context.AppDirectory = app.Path);
                jobs.AddAzureStorageCoreServices();

                // Registered after the storage services, which add locks on blobs.
                jobs.Services.AddSingleton<IDistributedLockManager, LocalLocks>();
                jobs.AddAzureStorageQueues();
                jobs.AddLocalTimers();
                jobs.AddDurableTask();
            })
            .ConfigureServices(services =>
            {
                services.AddLogs(logs);
                services.AddSingleton<IHostLifetime, QuietLifetime>();
                services.AddSingleton(provider => new IdleQueuePolicy(
                    TimeProvider.System, Random.Shared.NextDouble, provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping));
                services.AddAzureClients(clients => clients.ConfigureDefaults((options, provider) =>
                {
                    if (options is QueueClientOptions)
                    {
                        options.AddPolicy(provider.GetRequiredService<IdleQueuePolicy>(), HttpPipelinePosition.PerCall);
                    }
                }));
                services.AddSingleton(settings);
                services.AddSingleton(storage);
                services.AddSingleton(functions);
                services.AddSingleton(workers);
                services.AddSingleton(failure);
                services.AddSingleton<IFunctionEntry, FunctionInvoker>();
                services.AddSingleton<ITypeLocator>(new WrittenTypes(type));
                services.AddSingleton<IHostIdProvider>(new HostId(hostId));
                services.AddSingleton<IWebHookProvider>(webhooks);
                services.AddSingleton<IWebJobsExceptionHandlerFactory, ExceptionHandler>();
                services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeout);
                if (settings.FunctionTimeout is { } limit)
                {
                    services.Configure<JobHostFunctionTimeoutOptions>(timeout =>
                    {
                        timeout.Timeout = limit;
                        timeout.ThrowOnTimeout = true;
                        timeout.TimeoutWhileDebugging = true;
                        timeout.GracePeriod = TimeoutGrace;
                    });
                }
            })
            .Build();
    }
}

/// <summary>Makes the WebJobs SDK search for functions in one generated type, instead of in every assembly.</summary>
sealed class WrittenTypes(Type type) : ITypeLocator
{
    /// <inheritdoc/>
    public IReadOnlyList<Type> GetTypes() => [type];
}
