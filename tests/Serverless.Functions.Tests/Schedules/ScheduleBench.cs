using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Application.Generators;
using Serverless.Application.Orchestrations;
using Serverless.Application.Schedules;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Application.Surrogates;
using Serverless.Core.Schedules;
using Serverless.Core.Searches;
using Serverless.Core;
using Serverless.Functions.Adapters;
using Serverless.Functions.Tests.Activities;
using Serverless.Functions.Triggers.Http;
using Serverless.Storage;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Schedules;

/// <summary>Schedules on a storage service that holds nothing else, a clock that the test sets, and an engine that runs nothing.</summary>
sealed class ScheduleBench : IAsyncDisposable
{
    public const string Id = "nightly";

    /// <summary>When schedules are made; two hours before they are due.</summary>
    public static readonly DateTimeOffset Evening = new(2026, 11, 22, 20, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset Due = Evening.AddHours(2);

    readonly ServiceProvider _services;

    ScheduleBench(ServiceProvider services) => _services = services;

    public SetClock Clock { get; } = new(Evening);

    public RecordingClient Client { get; } = new();

    public IOrchestrations Orchestrations => new DurableOrchestrations(Client);

    public CrashingStore Store => (CrashingStore)_services.GetRequiredService<IDocumentStore>();

    public SearchDocuments Searches => _services.GetRequiredService<SearchDocuments>();

    public PauseSearch Pause => _services.GetRequiredService<PauseSearch>();

    public ScheduleDocuments Schedules => _services.GetRequiredService<ScheduleDocuments>();

    public static async Task<ScheduleBench> CreateAsync(AzuriteFixture azurite)
    {
        await EmptyAsync(azurite.ConnectionString);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["AzureWebJobsStorage"] = azurite.ConnectionString })
            .Build();
        ScheduleBench? bench = null;
        var services = new ServiceCollection().AddLogging().AddServerlessStorage(configuration);
        services.AddSingleton<TimeProvider>(_ => bench!.Clock);
        services.AddSearches().AddSchedules();
        services.AddSingleton<ISurrogatePredictor, SurrogateModels>();
        services.AddSingleton<IGeneratorModels, GeneratorModels>();
        var store = services.Single(service => service.ServiceType == typeof(IDocumentStore));
        services.Replace(ServiceDescriptor.Singleton<IDocumentStore>(
            provider => new CrashingStore((IDocumentStore)ActivatorUtilities.CreateInstance(provider, store.ImplementationType!))));
        bench = new ScheduleBench(services.BuildServiceProvider());
        await bench.Store.InitialiseAsync(CancellationToken.None);
        await bench.Store.TryCreateAsync(
            BlobPaths.Device(TestRequests.TableCpu.Id), TestRequests.TableCpu, CoreJson.Default.DeviceDefinition, CancellationToken.None);
        return bench;
    }

    /// <summary>Due at 22:00 each day.</summary>
    public static ScheduleDefinition Daily(OverlapPolicy overlap = OverlapPolicy.Skip, string? window = null) => new()
    {
        Expression = "0 22 * * *",
        TimeZone = "UTC",
        Overlap = overlap,
        PauseOutside = window?.Split('-') is [var from, var to]
            ? new DailyWindow(TimeOnly.Parse(from, null), TimeOnly.Parse(to, null))
            : null,
        Request = TestRequests.Small(1),
    };

    public Task PutAsync(ScheduleDefinition definition, string id = Id) =>
        Schedules.PutAsync(id, definition, new WriteCondition(new DefaultHttpContext().Request), CancellationToken.None);

    public Task DeleteAsync() => ActivatorUtilities.CreateInstance<DeleteScheduleTrigger>(_services)
        .RunAsync(new DefaultHttpContext().Request, Id, Client, CancellationToken.None);

    /// <summary>One look at all schedules, at a time.</summary>
    public async Task LookAsync(DateTimeOffset at)
    {
        Clock.Now = at;
        await _services.GetRequiredService<ScheduleRunner>().RunAsync(Orchestrations, CancellationToken.None);
    }

    public async Task<ScheduleDocument> ScheduleAsync(string id = Id) =>
        (await Schedules.FindAsync(id, CancellationToken.None)).ShouldNotBeNull().Document;

    /// <summary>The search of the due time so many days after the first.</summary>
    public static string SearchOf(int day) => ScheduleId.SearchOf(Id, Due.AddDays(day));

    public Task<SearchDocument> SearchAsync(int day) => Searches.ReadStateAsync(SearchOf(day), CancellationToken.None);

    /// <summary>Whether a search was asked to end.</summary>
    public async Task<bool> IsCancelledAsync(int day) =>
        await _services.GetRequiredService<SearchCancellations>().IsAskedAsync(await SearchAsync(day), CancellationToken.None);

    /// <summary>Does what the orchestration does with a search's state.</summary>
    public Task ChangeAsync(int day, Func<SearchDocument, SearchDocument?> change) =>
        Searches.UpdateStateAsync(SearchOf(day), change, CancellationToken.None);

    /// <summary>Ends a search as its orchestration does.</summary>
    public async Task EndAsync(int day)
    {
        await ChangeAsync(day, state => state with { State = SearchStatus.Completed, StopReason = Core.Budgets.StopReason.BudgetTrainings });
        Client.End(SearchOf(day));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    // What other tests left: a look is one at all schedules.
    static async Task EmptyAsync(string connectionString)
    {
        foreach (var name in new[] { BlobPaths.Schedules, BlobPaths.Searches })
        {
            var container = new BlobServiceClient(connectionString).GetBlobContainerClient(name);
            await container.CreateIfNotExistsAsync();
            await foreach (var blob in container.GetBlobsAsync())
            {
                await container.DeleteBlobAsync(blob.Name);
            }
        }
    }
}
