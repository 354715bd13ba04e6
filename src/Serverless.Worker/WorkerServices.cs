using Microsoft.Extensions.DependencyInjection;
using Serverless.Inference;
using Serverless.Learning.Generators;
using Serverless.Learning.Training;
using Serverless.Worker.Accounting;
using Serverless.Worker.Jobs;
using Serverless.Worker.Leasing;
using Serverless.Worker.Measuring;

namespace Serverless.Worker;

/// <summary>Registers the services of a worker; the caller has to add storage.</summary>
/// <remarks>Services that only one job at a time may use are scoped: a slot is a scope.</remarks>
static class WorkerServices
{
    /// <summary>Adds the loop that takes jobs, without any handler.</summary>
    public static IServiceCollection AddWorker(this IServiceCollection services, WorkerOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<WorkClocks>();
        services.AddSingleton<StoragePatience>();
        services.AddSingleton<JobReceiver>();
        services.AddSingleton<JobResults>();
        services.AddSingleton<StoredTrainings>();
        services.AddSingleton<StoredReferences>();
        services.AddSingleton<StoredSupernets>();
        services.AddSingleton<WorkerSlots>();
        services.AddScoped(slot => slot.GetRequiredService<WorkClocks>().Start());
        services.AddScoped<JobAdvance>();
        services.AddScoped<JobRunner>();

        // Report and heartbeat are registered before the loop: services stop in reverse order, so they are written last.
        services.AddHostedService<WorkReport>();
        services.AddSingleton<SearchesWorkedFor>();
        services.AddHostedService<HeartbeatWriter>();
        services.AddHostedService<WorkerService>();
        return services;
    }

    /// <summary>Adds a handler for measurements, and nothing that trains.</summary>
    public static IServiceCollection AddMeasuring(this IServiceCollection services)
    {
        services.AddSingleton<JobModels>();
        services.AddSingleton(_ => new LatencyMeter(reference: MachineSpeed.OfThisMachine()));
        services.AddScoped<IJobHandler, MeasureHandler>();
        return services;
    }

    /// <summary>Adds a handler for every kind of job.</summary>
    public static IServiceCollection AddJobHandlers(this IServiceCollection services)
    {
        services.AddSingleton<DatasetPool>();
        services.AddSingleton<JobDatasets>();
        services.AddSingleton(worker => new DeviceMemory(worker.GetRequiredService<WorkerOptions>().DeviceMemoryBytes));
        services.AddScoped(slot => Trainer(
            slot.GetRequiredService<WorkerOptions>(), slot.GetRequiredService<DatasetPool>(), slot.GetRequiredService<DeviceMemory>()));
        services.AddMeasuring();
        services.AddSingleton<JobCheckpoints>();
        services.AddSingleton<JobParents>();
        services.AddScoped<JobTrainings>();
        services.AddScoped<JobReferences>();
        services.AddScoped<JobSupernets>();
        services.AddScoped<IJobHandler, TrainHandler>();
        services.AddScoped<IJobHandler, TestHandler>();
        services.AddSingleton<KnownSurrogates>();
        services.AddScoped<IJobHandler, FitHandler>();
        services.AddScoped<IJobHandler, GeneratorHandler>();
        foreach (var kind in GeneratorFitters.Kinds)
        {
            services.AddSingleton(GeneratorFitters.Find(kind)!); // of a kind that there is
        }

        return services;
    }

    static CandidateTrainer Trainer(WorkerOptions options, DatasetPool datasets, DeviceMemory memory) =>
        new(new TrainerOptions(options.Device, options.ThreadsPerJob, options.DatasetFolder), datasets: datasets, memory: memory);
}
