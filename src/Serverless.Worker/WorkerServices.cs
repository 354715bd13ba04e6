using Microsoft.Extensions.DependencyInjection;
using Serverless.Inference;
using Serverless.Learning.Training;
using Serverless.Worker.Accounting;
using Serverless.Worker.Jobs;
using Serverless.Worker.Leasing;

namespace Serverless.Worker;

/// <summary>Registers what a worker is made of; storage is the caller's to add.</summary>
static class WorkerServices
{
    /// <summary>Adds the loop that takes jobs, without any handler.</summary>
    public static IServiceCollection AddWorker(this IServiceCollection services, WorkerOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<WorkClock>();
        services.AddSingleton<StoragePatience>();
        services.AddSingleton<JobIntake>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<JobResults>();

        // The report before the loop: services stop in reverse order, so it is written last.
        services.AddHostedService<WorkReport>();
        services.AddHostedService<WorkerService>();
        return services;
    }

    /// <summary>Adds a handler for measurements; nothing that it needs trains.</summary>
    public static IServiceCollection AddMeasuring(this IServiceCollection services)
    {
        services.AddSingleton<JobModels>();
        services.AddSingleton(new LatencyMeter());
        services.AddSingleton<IJobHandler, MeasureHandler>();
        return services;
    }

    /// <summary>Adds a handler for every kind of job.</summary>
    public static IServiceCollection AddJobHandlers(this IServiceCollection services, CandidateTrainer trainer)
    {
        services.AddSingleton(trainer);
        services.AddMeasuring();
        services.AddSingleton<JobCheckpoints>();
        services.AddSingleton<IJobHandler, TrainHandler>();
        services.AddSingleton<IJobHandler, TestHandler>();
        return services;
    }
}
