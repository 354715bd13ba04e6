using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Spaces;
using Serverless.Storage;
using Serverless.Testing;

namespace Serverless.Benchmarks.Workers;

/// <summary>Queues trainings like the functions app, and waits for their results.</summary>
sealed class TrainingJobs : IAsyncDisposable
{
    const string Architecture = "|nor_conv_3x3~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_3x3~2|";

    static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    readonly ServiceProvider _services;
    long _seed;

    TrainingJobs(ServiceProvider services) => _services = services;

    IDocumentStore Documents => _services.GetRequiredService<IDocumentStore>();

    internal static async Task<TrainingJobs> ConnectAsync(string connectionString)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["AzureWebJobsStorage"] = connectionString })
            .Build();
        var jobs = new TrainingJobs(new ServiceCollection().AddServerlessStorage(configuration).BuildServiceProvider());
        await jobs.Documents.InitialiseAsync(CancellationToken.None);
        return jobs;
    }

    /// <summary>Queues so many trainings, each of its own seed, as no training is done twice, and waits for all results.</summary>
    internal async Task RunAsync(int count, int trainingImages)
    {
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var job = New(trainingImages);
            ids.Add(job.Id);
            await Documents.TryCreateAsync(BlobPaths.Job(job.Id), job, CoreJson.Default.Job, CancellationToken.None);
            await _services.GetRequiredService<IJobQueue>().EnqueueAsync(new JobMessage(job.Id), CancellationToken.None);
        }

        foreach (var id in ids)
        {
            var result = await Eventually.GetAsync(
                $"job {id} has a result",
                async () => (await Documents.FindAsync(BlobPaths.JobResult(id), CoreJson.Default.JobResult, CancellationToken.None))?.Value,
                Limit);
            if (result.Error is { } error)
            {
                throw new InvalidOperationException(error);
            }
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    Job New(int trainingImages)
    {
        var space = SearchSpaces.Find(NasBench201Space.SpaceName)!; // this product's own
        return space.TryParse(Architecture, out var architecture, out var error)
            ? new Job
            {
                Id = "j" + Guid.NewGuid().ToString("N"),
                Kind = JobKind.Train,
                SearchId = "benchmark",
                InstanceId = "benchmark",
                EventName = "result",
                Candidate = space.IdOf(architecture),
                Architecture = Architecture,
                Space = new() { Name = space.Name, Channels = 8, CellsPerStage = 1 },
                Dataset = new() { Name = "fashion-mnist", TrainingImages = trainingImages, ValidationImages = 500 },
                Training = new() { Epochs = 1, BatchSize = 64 },
                Seed = _seed++,
            }
            : throw new InvalidOperationException(error);
    }
}
