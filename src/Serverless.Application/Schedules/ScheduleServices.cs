using Microsoft.Extensions.DependencyInjection;
using Serverless.Application.Searches;

namespace Serverless.Application.Schedules;

/// <summary>Registers the services that triggers need to store and run schedules.</summary>
public static class ScheduleServices
{
    /// <summary>Registers the services; requires the storage ports and the services that searches share.</summary>
    public static IServiceCollection AddSchedules(this IServiceCollection services)
    {
        services.AddSingleton<ScheduleDocuments>();
        services.AddSingleton<ScheduleStarts>();
        services.AddSingleton<ScheduleRunner>();
        services.AddSingleton<WorkUnderWay>();
        return services;
    }
}
