using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Adds the durable engine to the host.</summary>
static class DurableServices
{
    internal static void AddDurableEngine(IServiceCollection services)
    {
    }

    internal static void MapDurableManagement(IEndpointRouteBuilder endpoints)
    {
    }
}
