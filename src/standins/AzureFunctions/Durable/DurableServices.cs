using Microsoft.AspNetCore.Routing;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Serverless.StandIns.AzureFunctions.Durable.Client;
using Serverless.StandIns.AzureFunctions.Durable.Execution;
using Serverless.StandIns.AzureFunctions.Durable.Hub;
using Serverless.StandIns.AzureFunctions.Durable.Management;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Adds the durable engine to the host.</summary>
static class DurableServices
{
    internal static void AddDurableEngine(IServiceCollection services)
    {
        services.AddSingleton<HubSettings>();
        services.AddSingleton<DataConverter, WorkerDataConverter>();
        services.AddSingleton(provider =>
        {
            var hub = provider.GetRequiredService<HubSettings>();
            return new ExecutionSettings(
                provider.GetRequiredService<DataConverter>(), provider.GetRequiredService<ILoggerFactory>(), hub.MaxActions)
            {
                DefaultVersion = hub.DefaultVersion,
            };
        });
        services.AddSingleton<TaskHub>();
        services.AddSingleton<TurnRunner>();
        services.AddSingleton<ActivityRunner>();
        services.AddSingleton<HubTimers>();
        services.AddSingleton<ManagementUris>();
        services.AddSingleton<HubClient>();
        services.AddSingleton<DurableTaskClient>(provider => provider.GetRequiredService<HubClient>());
        services.AddSingleton<IDurableTaskClientProvider, HubClientProvider>();
        services.AddHostedService<HubService>();
    }

    internal static void MapDurableManagement(IEndpointRouteBuilder endpoints) => ManagementApi.Map(endpoints);
}
