using System.Text.Json;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;
using Serverless.Storage;
using Serverless.Testing;

namespace Serverless.Worker.Tests;

/// <summary>Takes the part of the functions app in storage: queues jobs and reads their results.</summary>
sealed class TestJobs : IAsyncDisposable
{
    /// <summary>The devices that tests measure on.</summary>
    static readonly string[] Devices = ["local-cpu", "phone", "board"];

    static long _seeds;

    readonly ServiceProvider _services;
    readonly string _connectionString;

    TestJobs(string connectionString)
    {
        _connectionString = connectionString;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["AzureWebJobsStorage"] = connectionString });
        _services = new ServiceCollection().AddServerlessStorage(configuration.Build()).BuildServiceProvider();
    }

    public IDocumentStore Documents => _services.GetRequiredService<IDocumentStore>();

    public IJobQueue Queue => _services.GetRequiredService<IJobQueue>();

    public IJobClaims Claims => _services.GetRequiredService<IJobClaims>();

    public static async Task<TestJobs> ConnectAsync(string connectionString)
    {
        var jobs = new TestJobs(connectionString);
        await jobs.Documents.InitialiseAsync(CancellationToken.None);
        await jobs.RawQueue(QueueNames.Jobs).ClearMessagesAsync();
        foreach (var device in Devices)
        {
            await jobs.RawQueue(QueueNames.MeasurementsOf(device)).CreateIfNotExistsAsync();
            await jobs.RawQueue(QueueNames.MeasurementsOf(device)).ClearMessagesAsync();
        }

        await jobs.RawQueue(QueueNames.JobResults).ClearMessagesAsync();
        return jobs;
    }

    const string Architecture = "|nor_conv_3x3~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|avg_pool_3x3~1|nor_conv_3x3~2|";

    /// <summary>A small but real job, like no other: workers do not do the same training twice.</summary>
    public static Job New(JobKind kind = JobKind.Train) => new()
    {
        Id = "j" + Guid.NewGuid().ToString("N"),
        Kind = kind,
        SearchId = "s1",
        InstanceId = "s1:c1",
        EventName = "result",
        Candidate = Candidate(NasBench201Space.SpaceName, Architecture),
        Architecture = Architecture,
        Space = new SpaceSpecification { Name = "nasbench201-canonical", Channels = 4, CellsPerStage = 1 },
        Dataset = new DatasetSpecification { Name = "fashion-mnist", TrainingImages = 256, ValidationImages = 100 },
        Training = new TrainingRecipe { Epochs = 1, BatchSize = 32, LearningRate = 0.05 },
        Seed = Interlocked.Increment(ref _seeds),
        Device = kind == JobKind.Measure ? "local-cpu" : null,
    };

    /// <summary>A small job in a space of layers instead of cells.</summary>
    public static Job Macro(JobKind kind = JobKind.Train)
    {
        const string layers = "12000210";
        var skeleton = new SpaceSpecification { Name = NasBenchMacroSpace.SpaceName, Channels = 4, CellsPerStage = 1 };
        return New(kind) with { Space = skeleton, Architecture = layers, Candidate = Candidate(skeleton.Name, layers) };
    }

    /// <summary>A training of so many epochs, each of a second or less.</summary>
    public static Job Long(int epochs)
    {
        var job = New();
        return job with { Training = job.Training with { Epochs = epochs } };
    }

    /// <summary>A training of four epochs with rungs after 1 and 2, up to one of them.</summary>
    public static Job Rung(long seed, int? epochs)
    {
        var job = Long(epochs: 4);
        return job with { Seed = seed, Epochs = epochs, Training = job.Training with { Rungs = [1, 2, 4] } };
    }

    /// <summary>Writes a job and queues it, as often as asked.</summary>
    public async Task<Job> QueueAsync(Job job, int messages = 1)
    {
        await Documents.TryCreateAsync(BlobPaths.Job(job.Id), job, CoreJson.Default.Job, CancellationToken.None);
        for (var message = 0; message < messages; message++)
        {
            await Queue.EnqueueAsync(new JobMessage(job.Id) { Device = job.Device }, CancellationToken.None);
        }

        return job;
    }

    public Task<bool> WithdrawAsync(Job job) =>
        Documents.TryCreateAsync(
            BlobPaths.JobWithdrawal(job.Id), new JobWithdrawal("test"), CoreJson.Default.JobWithdrawal, CancellationToken.None);

    public Task<JobResult> ResultAsync(Job job) => ResultAsync(job.Id);

    public Task<JobResult> ResultAsync(string jobId) =>
        Eventually.GetAsync($"job {jobId} has a result", async () => (await FindResultAsync(jobId))?.Value, TimeSpan.FromMinutes(5));

    public Task<Versioned<JobResult>?> FindResultAsync(string jobId) =>
        Documents.FindAsync(BlobPaths.JobResult(jobId), CoreJson.Default.JobResult, CancellationToken.None);

    public Task QueueIsEmptyAsync() => Eventually.HoldsAsync("no job is queued", async () => await CountAsync() == 0);

    /// <summary>Messages in all queues.</summary>
    public async Task<int> CountAsync()
    {
        var count = await Queue.CountAsync(null, CancellationToken.None);
        foreach (var device in Devices)
        {
            count += await Queue.CountAsync(device, CancellationToken.None);
        }

        return count;
    }

    /// <summary>The announcements made so far.</summary>
    public async Task<IReadOnlyList<JobResultMessage>> AnnouncementsAsync()
    {
        var received = await RawQueue(QueueNames.JobResults).PeekMessagesAsync(32);
        return [.. received.Value
            .Select(message => Convert.FromBase64String(message.Body.ToString()))
            .Select(message => JsonSerializer.Deserialize(message, CoreJson.Default.JobResultMessage)!)];
    }

    public QueueClient RawQueue(string name) => new(_connectionString, name);

    public static CandidateId Candidate(string spaceName, string notation)
    {
        var space = SearchSpaces.Find(spaceName)!;
        return space.TryParse(notation, out var architecture, out var error)
            ? space.IdOf(architecture)
            : throw new InvalidOperationException(error);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
