using Microsoft.Azure.Functions.Worker;
using Serverless.StandIns.AzureFunctions.Runtime;

namespace Microsoft.Extensions.Hosting;

/// <summary>Makes a generic host a Functions app whose HTTP functions use HttpRequestData.</summary>
public static class WorkerHostBuilderExtensions
{
    /// <summary>Adds the worker's defaults.</summary>
    public static IHostBuilder ConfigureFunctionsWorkerDefaults(this IHostBuilder builder)
        => builder.ConfigureFunctionsWorkerDefaults(static (IFunctionsWorkerApplicationBuilder _) => { });

    /// <summary>Adds the worker's defaults and configures the worker.</summary>
    public static IHostBuilder ConfigureFunctionsWorkerDefaults(this IHostBuilder builder, Action<IFunctionsWorkerApplicationBuilder> configure)
        => builder.ConfigureFunctionsWorkerDefaults(configure, null);

    /// <summary>Adds the worker's defaults and sets its options.</summary>
    public static IHostBuilder ConfigureFunctionsWorkerDefaults(this IHostBuilder builder, Action<WorkerOptions> configureOptions)
        => builder.ConfigureFunctionsWorkerDefaults(static (_, _) => { }, configureOptions);

    /// <summary>Adds the worker's defaults, configures the worker and sets its options.</summary>
    public static IHostBuilder ConfigureFunctionsWorkerDefaults(
        this IHostBuilder builder, Action<IFunctionsWorkerApplicationBuilder> configure, Action<WorkerOptions>? configureOptions)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return builder.ConfigureFunctionsWorkerDefaults((_, worker) => configure(worker), configureOptions);
    }

    /// <summary>Adds the worker's defaults and configures the worker by the host's context.</summary>
    public static IHostBuilder ConfigureFunctionsWorkerDefaults(
        this IHostBuilder builder, Action<HostBuilderContext, IFunctionsWorkerApplicationBuilder> configure)
        => builder.ConfigureFunctionsWorkerDefaults(configure, null);

    /// <summary>Adds the worker's defaults, configures the worker by the host's context and sets its options.</summary>
    public static IHostBuilder ConfigureFunctionsWorkerDefaults(
        this IHostBuilder builder, Action<HostBuilderContext, IFunctionsWorkerApplicationBuilder> configure, Action<WorkerOptions>? configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        return GenericHostWorker.AddTo(builder, configure, configureOptions, usesAspNetCore: false);
    }
}
