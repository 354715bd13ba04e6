using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>The services of the runtime.</summary>
static class RuntimeServices
{
    public static void Add(IServiceCollection services, HostStart start)
    {
        services.AddRouting();
        WorkerSerializer.AddDefault(services);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<HostSettings>();
        services.AddSingleton<IStorageConnections, StorageConnections>();
        services.AddSingleton(provider => new FunctionKeys(KeyStore.Load(provider.GetRequiredService<IConfiguration>(), start.ContentRoot)));
        services.AddSingleton<IFunctionKeys>(provider => provider.GetRequiredService<FunctionKeys>());
        services.AddSingleton<IFunctionCatalog>(provider => FunctionDiscovery.Discover(
            start.FunctionTypes, provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<HostSettings>()));
        services.AddSingleton<InvocationLifetime>();
        services.AddSingleton<QueueSettings>();
        services.AddSingleton<QueueOutputs>();
        services.AddSingleton<IFunctionInvoker, FunctionInvoker>();

        // Hosted services start in this order and stop in the reverse: functions that listen may call the durable client.
        DurableServices.AddDurableEngine(services);
        services.AddHostedService<QueueListeners>();
        services.AddHostedService<TimerListeners>();
        services.AddSingleton<HttpRouteTable>();
        services.AddSingleton<HttpFunctions>();
    }

    /// <summary>Lets HTTP functions use ASP.NET Core types; safe to call twice.</summary>
    public static void AddAspNetCoreIntegration(IServiceCollection services)
    {
        services.AddMvcCore();
        services.TryAddSingleton<AspNetCoreIntegration>();
    }
}
