using Microsoft.Azure.Functions.Worker;
using Serverless.StandIns.AzureFunctions.Runtime;

namespace Microsoft.Extensions.Hosting;

/// <summary>Makes a generic host a Functions app whose HTTP functions use ASP.NET Core types.</summary>
public static class FunctionsHostBuilderExtensions
{
    /// <summary>Adds the worker's defaults and ASP.NET Core integration.</summary>
    public static IHostBuilder ConfigureFunctionsWebApplication(this IHostBuilder builder)
        => builder.ConfigureFunctionsWebApplication(static (IFunctionsWorkerApplicationBuilder _) => { });

    /// <summary>Adds the worker's defaults and ASP.NET Core integration, and configures the worker.</summary>
    public static IHostBuilder ConfigureFunctionsWebApplication(
        this IHostBuilder builder, Action<IFunctionsWorkerApplicationBuilder> configureWorker)
    {
        ArgumentNullException.ThrowIfNull(configureWorker);
        return builder.ConfigureFunctionsWebApplication((_, worker) => configureWorker(worker));
    }

    /// <summary>Adds the worker's defaults and ASP.NET Core integration, and configures the worker by the host's context.</summary>
    public static IHostBuilder ConfigureFunctionsWebApplication(
        this IHostBuilder builder, Action<HostBuilderContext, IFunctionsWorkerApplicationBuilder> configureWorker)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configureWorker);
        return GenericHostWorker.AddTo(builder, configureWorker, null, usesAspNetCore: true);
    }
}
