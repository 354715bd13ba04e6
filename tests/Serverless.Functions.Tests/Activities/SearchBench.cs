using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Algorithms;
using Serverless.Application.Fronts;
using Serverless.Application.Generators;
using Serverless.Application.Jobs;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Application.Surrogates;
using Serverless.Core.Evaluations;
using Serverless.Core.Jobs;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Core;
using Serverless.Functions.Activities;
using Serverless.Functions.Adapters;
using Serverless.Functions.Orchestrations;
using Serverless.Learning.Surrogates;
using Serverless.Spaces;
using Serverless.Storage.Documents;
using Serverless.Storage.InMemory;
using Serverless.Storage;

namespace Serverless.Functions.Tests.Activities;

/// <summary>A search of its own on real storage, whose activities a test calls as the orchestrations would.</summary>
sealed class SearchBench : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    readonly ServiceProvider _services;

    SearchBench(ServiceProvider services, SearchRequest request)
    {
        _services = services;
        Request = request;
    }

    public string SearchId { get; } = Core.Searches.SearchId.From(Guid.NewGuid());

    public SearchRequest Request { get; }

    /// <value>Where workers say that they train.</value>
    public string TrainedOn { get; set; } = "cpu";

    public CrashingStore Store => (CrashingStore)_services.GetRequiredService<IDocumentStore>();

    public IJobQueue Queue => _services.GetRequiredService<IJobQueue>();

    public SearchDocuments Documents => _services.GetRequiredService<SearchDocuments>();

    /// <summary>Puts a search there as POST does.</summary>
    public static Task<SearchBench> CreateAsync(string connectionString, SearchRequest? request = null) =>
        CreateAsync(connectionString, request, blobs => blobs);

    /// <summary>Puts a search into documents of its own in memory, beside real queues: for tests that run a generation many times.</summary>
    public static Task<SearchBench> CreateInMemoryAsync(string connectionString, SearchRequest? request = null, FrontPartSize? parts = null) =>
        CreateAsync(connectionString, request, _ => new InMemoryDocumentStore(), parts);

    static async Task<SearchBench> CreateAsync(
        string connectionString, SearchRequest? request, Func<IDocumentStore, IDocumentStore> choose, FrontPartSize? parts = null)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["AzureWebJobsStorage"] = connectionString })
            .Build();
        var services = new ServiceCollection().AddLogging().AddServerlessStorage(configuration).AddSearches();
        services.AddSingleton<ISurrogatePredictor, SurrogateModels>();
        services.AddSingleton<IGeneratorModels, GeneratorModels>();
        services.AddSingleton(parts ?? FrontPartSize.Default);
        var store = services.Single(service => service.ServiceType == typeof(IDocumentStore));
        services.AddSingleton(provider => (BlobDocumentStore)ActivatorUtilities.CreateInstance(provider, store.ImplementationType!));
        services.Replace(ServiceDescriptor.Singleton<IDocumentStore>(
            provider => new CrashingStore(choose(provider.GetRequiredService<BlobDocumentStore>()))));
        var bench = new SearchBench(services.BuildServiceProvider(), request ?? TestRequests.Small(Random.Shared.NextInt64()));
        await bench.Service<BlobDocumentStore>().InitialiseAsync(CancellationToken.None);
        await bench.Store.TryCreateAsync(
            BlobPaths.Device(TestRequests.TableCpu.Id), TestRequests.TableCpu, CoreJson.Default.DeviceDefinition, CancellationToken.None);
        await bench.Store.TryCreateAsync(
            BlobPaths.Request(bench.SearchId), bench.Request, CoreJson.Default.SearchRequest, CancellationToken.None);
        return bench;
    }

    public T Activity<T>()
        where T : class => ActivatorUtilities.CreateInstance<T>(_services);

    public T Service<T>()
        where T : class => _services.GetRequiredService<T>();

    public async Task<SearchPlan> BeginAsync() =>
        (await Activity<BeginSearchActivity>().RunAsync(new BeginSearchInput(SearchId, Noon, Noon.AddSeconds(1)), CancellationToken.None))
            .ShouldNotBeNull();

    /// <summary>Takes work one step on, as its orchestration does.</summary>
    public Task<AdvancedWork> AdvanceAsync(Work work, WorkProgress? progress = null, WorkWish wish = WorkWish.GoOn) =>
        Activity<AdvanceWorkActivity>().RunAsync(new AdvanceWorkInput(work, "instance", progress, wish), CancellationToken.None);

    public GenerationInput Generation(int generation) => new(SearchId, generation);

    public async Task<IReadOnlyList<ProposedCandidate>> CandidatesAsync(int generation) =>
        (await Store.ReadAsync(
            BlobPaths.Candidates(SearchId, generation), CoreJson.Default.CandidateSet, CancellationToken.None)).Value.Candidates;

    /// <summary>Runs generations until a budget is used up.</summary>
    public async Task RunToTheEndAsync()
    {
        var plan = await BeginAsync();
        for (var generation = 0; (await new GenerationRun(this, generation) { HasShares = plan.HasShares }.RunAsync()).StopReason is null; generation++)
        {
        }
    }

    /// <summary>The whole course of the search: every evaluation, in order, with its values and outcome, and whether it was paid for left out.</summary>
    public async Task<IReadOnlyList<string>> CourseAsync()
    {
        var course = new List<string>();
        for (var generation = 0; generation < (await Documents.ReadStateAsync(SearchId, CancellationToken.None)).Generation; generation++)
        {
            course.AddRange((await EvaluationsAsync(generation)).Select(evaluation =>
                $"{generation} {evaluation.Candidate} {evaluation.Status} {evaluation.Fidelity} {string.Join(", ", evaluation.Metrics.OrderBy(metric => metric.Key))}"));
        }

        return course;
    }

    public async Task<SurrogateDecision> AdviceAsync(int generation) => (await Store.ReadAsync(
        BlobPaths.SurrogateDecision(SearchId, generation), CoreJson.Default.SurrogateDecision, CancellationToken.None)).Value;

    public async Task<IReadOnlyList<Evaluation>> EvaluationsAsync(int generation) => (await Store.ReadAsync(
        BlobPaths.EvaluationSet(SearchId, generation), CoreJson.Default.EvaluationSet, CancellationToken.None)).Value.Evaluations;

    /// <summary>Does what a worker does with a training, in no time.</summary>
    public Task AnswerTrainingAsync(CandidateId candidate, int attempt = 1, int? epochs = null) =>
        AnswerAsync(candidate, JobKind.Train, attempt, epochs == 0 ? [.. Metric.ZeroCostProxies.Select(metric => metric.Name).Union(Request.Algorithm.ZeroCostMetrics), .. InheritedMetrics] : ["accuracy"], epochs);

    public Task AnswerTestAsync(CandidateId candidate) => AnswerAsync(candidate, JobKind.Test, 1, ["testAccuracy"]);

    /// <summary>Writes the order of a surrogate down, as POST does.</summary>
    public Task<bool> OrderAsync(string surrogateId, FitRequest fit, FitMaterial material) => Store.TryCreateAsync(
        BlobPaths.FitSpecification(surrogateId),
        material.ToOrder(surrogateId, fit, new ResolvedFit(fit.Device is not null ? 1 : fit.Ensemble ?? FitRequestReader.DefaultEnsemble), Noon),
        CoreJson.Default.FitSpecification,
        CancellationToken.None);

    /// <summary>Does what a worker does with the order of a surrogate.</summary>
    public async Task FitAsync(string surrogateId)
    {
        var order = (await Store.ReadAsync(BlobPaths.FitSpecification(surrogateId), CoreJson.Default.FitSpecification, CancellationToken.None)).Value;
        using var fitted = order.Known is not null
            ? OrderedFit.FitDevice(order)
            : SurrogateFitters.Find(order.Kind)!.Fit(OrderedFit.SetOf(order), OrderedFit.OptionsOf(order, device: "cpu"), CancellationToken.None);
        var model = BlobPaths.SurrogateModel(surrogateId, "model");
        await Store.TryCreateBytesAsync(model, fitted.ToOnnx(), CancellationToken.None);
        var document = new SurrogateDocument
        {
            Id = surrogateId,
            Metadata = fitted.Metadata,
            ModelBlob = model.ToString(),
            Tables = fitted.ToTables(),
            FitSeconds = 1,
            Worker = "test-worker",
        };
        await Store.TryCreateAsync(BlobPaths.Surrogate(surrogateId), document, CoreJson.Default.SurrogateDocument, CancellationToken.None);
    }

    /// <summary>Deletes everything of the surrogates that were fitted for the search.</summary>
    public async Task DeleteSurrogatesAsync()
    {
        var names = new List<string>();
        await foreach (var name in Store.ListAsync(BlobPaths.Surrogates, SearchId, null, CancellationToken.None))
        {
            names.Add(name);
        }

        foreach (var path in names.Select(name => new BlobPath(BlobPaths.Surrogates, name)))
        {
            await Store.TryDeleteAsync(path, (await Store.FindVersionAsync(path, CancellationToken.None))!, CancellationToken.None);
        }
    }

    /// <summary>Everything that is stored for the search, by blob name, with the search's id left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> SnapshotAsync()
    {
        var blobs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var container in new[] { BlobPaths.Searches, BlobPaths.Jobs, BlobPaths.Surrogates })
        {
            await foreach (var name in Store.ListAsync(container, SearchId, null, CancellationToken.None))
            {
                var content = Encoding.UTF8.GetString(await Store.ReadBytesAsync(new BlobPath(container, name), CancellationToken.None));
                blobs.Add(
                    $"{container}/{name}".Replace(SearchId, "ID", StringComparison.Ordinal),
                    content.Replace(SearchId, "ID", StringComparison.Ordinal));
            }
        }

        return blobs;
    }

    /// <summary>What workers answer: a different part of the id for each metric, so that they do not agree; less after fewer epochs.</summary>
    public static double ValueOf(CandidateId candidate, int? epochs, int place = 0) =>
        50 + (Convert.ToInt32(candidate.Value.Substring(1 + (2 * place), 3), 16) / 100.0) - (epochs is > 0 and var rung ? 5.0 / rung : 0);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    IEnumerable<string> InheritedMetrics => Request.Supernet is null ? [] : [Metric.SupernetAccuracy.Name];

    Task<bool> AnswerAsync(CandidateId candidate, JobKind kind, int attempt, string[] metrics, int? epochs = null)
    {
        var jobId = JobId.For(SearchId, candidate, kind, null, attempt, epochs);
        var result = new JobResult
        {
            JobId = jobId,
            Outcome = JobOutcome.Completed,
            Metrics = metrics.Index().ToDictionary(metric => metric.Item, metric => ValueOf(candidate, epochs, metric.Index)),
            ModelBlob = kind == JobKind.Train ? BlobPaths.JobModel(jobId).ToString() : null,
            Seconds = 2,
            RanOn = kind == JobKind.Train && epochs != 0 ? TrainedOn : "cpu",
            Worker = "test-worker",
        };
        return Store.TryCreateAsync(BlobPaths.JobResult(jobId), result, CoreJson.Default.JobResult, CancellationToken.None);
    }
}
