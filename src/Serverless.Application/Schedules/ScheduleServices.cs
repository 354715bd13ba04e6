using Microsoft.Extensions.DependencyInjection;
using Serverless.Application.Searches;

namespace Serverless.Application.Schedules;

/// <summary>Registers what triggers need to keep schedules and to run them.</summary>
public static class ScheduleServices
{
    /// <summary>Needs the storage ports and what searches share.</summary>
    public static IServiceCollection AddSchedules(this IServiceCollection services)
    {
        services.AddSingleton<ScheduleDocuments>();
        services.AddSingleton<ScheduleStarts>();
        services.AddSingleton<ScheduleRunner>();
        services.AddSingleton<WorkUnderWay>();
        return services;
    }
}
