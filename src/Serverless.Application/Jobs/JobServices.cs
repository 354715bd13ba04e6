using Microsoft.Extensions.DependencyInjection;
using Serverless.Application.Leases;

namespace Serverless.Application.Jobs;

/// <summary>Registers the services that have workers do jobs.</summary>
public static class JobServices
{
    /// <summary>Registers the services; requires those that searches share.</summary>
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<EvaluationPlanner>();
        services.AddSingleton<EvaluationRecorder>();
        services.AddSingleton<JobFindings>();
        services.AddSingleton<JobLook>();
        services.AddSingleton<TrainedParents>();
        services.AddSingleton<JobSender>();
        services.AddSingleton<JobWithdrawals>();
        services.AddSingleton<WorkerHeartbeats>();
        services.AddSingleton<HeartbeatPurge>();
        services.AddSingleton<QueueLook>();
        services.AddSingleton<OpenJobs>();
        services.AddSingleton<LeasingPrograms>();
        services.AddSingleton<HeldLeases>();
        services.AddSingleton<LeasedResults>();
        services.AddSingleton<ExternalWaits>();
        services.AddSingleton<JobLeases>();
        return services;
    }
}
