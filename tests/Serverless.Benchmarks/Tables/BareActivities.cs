using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Application.Surrogates;
using Serverless.Core;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Functions.Activities;
using Serverless.Functions.Adapters;
using Serverless.Storage;

namespace Serverless.Benchmarks.Tables;

/// <summary>The activities of a search of a table, called in turn in this process: all their work and all blobs, without orchestration.</summary>
sealed class BareActivities : IAsyncDisposable
{
    readonly ServiceProvider _services;

    BareActivities(ServiceProvider services) => _services = services;

    internal static async Task<BareActivities> CreateAsync(string connectionString)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["AzureWebJobsStorage"] = connectionString })
            .Build();
        var services = new ServiceCollection().AddLogging().AddServerlessStorage(configuration).AddSearches()
            .AddSingleton<ISurrogatePredictor, SurrogateModels>().BuildServiceProvider();
        var store = services.GetRequiredService<IDocumentStore>();
        await store.InitialiseAsync(CancellationToken.None);
        await store.TryCreateBytesAsync(BlobPaths.TableFile(GeneratedTable.Name, "generated.csv"), Encoding.UTF8.GetBytes(GeneratedTable.Rows), CancellationToken.None);
        await store.TryCreateBytesAsync(BlobPaths.Table(GeneratedTable.Name), Encoding.UTF8.GetBytes(GeneratedTable.Description), CancellationToken.None);
        return new BareActivities(services);
    }

    internal async Task<TimeSpan> RunAsync(SearchRequest request)
    {
        var id = SearchId.From(Guid.NewGuid());
        await _services.GetRequiredService<IDocumentStore>().TryCreateAsync(
            BlobPaths.Request(id), request, CoreJson.Default.SearchRequest, CancellationToken.None);
        var clock = Stopwatch.StartNew();
        var started = DateTimeOffset.UtcNow;
        await Activity<BeginSearchActivity>().RunAsync(new BeginSearchInput(id, started, started), CancellationToken.None);
        for (var generation = 0; ; generation++)
        {
            await Activity<ProposeCandidatesActivity>().RunAsync(new GenerationInput(id, generation), CancellationToken.None);
            var merged = await Activity<MergeFrontActivity>().RunAsync(new MergeFrontInput(id, generation, started), CancellationToken.None);
            if (merged.StopReason is { } reason)
            {
                await Activity<EndSearchActivity>().RunAsync(new EndSearchInput(id, reason, started), CancellationToken.None);
                return clock.Elapsed;
            }
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    T Activity<T>()
        where T : class => ActivatorUtilities.CreateInstance<T>(_services);
}
