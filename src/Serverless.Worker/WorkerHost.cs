using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Application.Storage;
using Serverless.Learning.Kernels;
using Serverless.Storage;
using Serverless.Telemetry;
using Serverless.Worker.Accounting;

namespace Serverless.Worker;

/// <summary>Builds a worker and runs it until the process is asked to stop.</summary>
static class WorkerHost
{
    const string ServiceName = "serverless-worker";

    /// <param name="options">The options of the worker.</param>
    /// <param name="startTorch">Prepares this process for training; not called by a device agent.</param>
    /// <param name="cancellation">The token that stops the worker.</param>
    /// <returns>One of the <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(WorkerOptions options, Action startTorch, CancellationToken cancellation)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            ContentRootPath = AppContext.BaseDirectory,
            Configuration = new ConfigurationManager { ["hostBuilder:reloadConfigOnChange"] = "false" },
        });
        try
        {
            builder.Services.AddServerlessStorage(builder.Configuration);
        }
        catch (StorageException unconfigured)
        {
            await Console.Error.WriteLineAsync(unconfigured.Message);
            return ExitCodes.NotSetUp;
        }

        try
        {
            if (!options.IsDeviceAgent)
            {
                startTorch();
            }
        }
        catch (TorchException unfit)
        {
            await Console.Error.WriteLineAsync(unfit.Message);
            return ExitCodes.NotSetUp;
        }

        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(25));
        var worker = builder.Services.AddWorker(options);
        _ = options.IsDeviceAgent ? worker.AddMeasuring() : worker.AddJobHandlers();
        try
        {
            if (builder.Services.AddTelemetry(builder.Configuration, ServiceName, options.Name))
            {
                builder.Services.AddHostedService<WorkerGauges>();
            }
        }
        catch (TelemetryException unusable)
        {
            await Console.Error.WriteLineAsync(unusable.Message);
            return ExitCodes.NotSetUp;
        }

        // Scopes are validated because a handler that outlived its slot would account for its work on no slot's clock.
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateScopes = true }));
        using var host = builder.Build();
        try
        {
            host.Services.GetRequiredService<WorkerSlots>();
        }
        catch (ArgumentException missing)
        {
            await Console.Error.WriteLineAsync(missing.Message);
            return ExitCodes.NotSetUp;
        }

        var services = host.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
        await host.RunAsync(cancellation);

        // The host ends when a service fails, but does not report it.
        return services.Exists(service => service.ExecuteTask is { IsFaulted: true }) ? ExitCodes.Failed : ExitCodes.Success;
    }
}
