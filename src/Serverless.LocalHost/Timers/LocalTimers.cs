using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.Timers;

namespace Serverless.LocalHost.Timers;

/// <summary>Adds the timers of the WebJobs SDK with this host's own schedule monitor.</summary>
static class LocalTimers
{
    const string Extension = "Microsoft.Azure.WebJobs.Extensions.Extensions.Timers.TimersExtensionConfigProvider";

    /// <summary>Adds what AddTimers of the package would add, except for a monitor that needs the storage SDK of 2019.</summary>
    public static IWebJobsBuilder AddLocalTimers(this IWebJobsBuilder jobs)
    {
        var assembly = typeof(ScheduleMonitor).Assembly;
        jobs.AddExtension(assembly.GetType(Extension)
            ?? throw new InvalidOperationException($"{assembly.GetName()} has no {Extension} any more; see which type AddTimers adds."));
        jobs.Services.AddOptions<TimersOptions>();
        jobs.Services.AddSingleton<ScheduleMonitor, BlobScheduleMonitor>();
        return jobs;
    }
}
