using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Application.Storage;
using Serverless.Benchmarks.Tables;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;
using Serverless.Storage;
using Serverless.Testing;

namespace Serverless.Benchmarks.Scale;

/// <summary>
/// Checks whether a candidate costs the same at the end of a long search as at its beginning: storage requests and bytes in each tenth.
/// </summary>
static class ScaleSearches
{
    const double MostGrowth = 1.1;
    const double MostMemory = 1024;

    static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>A search of a table of 117,649 architectures, 200 candidates a generation.</summary>
    internal static async Task MeasureTableAsync(Report report, int evaluations)
    {
        await using var storage = await Azurite.StartAsync();
        await using var meter = StorageMeter.Of(storage);
        await using var platform = await SearchPlatform.StartAsync(meter.ConnectionString);
        await AddTableAsync(storage.ConnectionString);
        var request = TableThroughput.RequestOf(GeneratedTable.LargeName, most: 120) with { Budgets = new() { Evaluations = evaluations } };
        request = request with { Algorithm = request.Algorithm with { BatchSize = 200 } };
        var tenths = new Tenths(evaluations, meter);
        var (whole, _) = await platform.RunAsync(request, Look, search => tenths.Pass(search.Budget.EvaluationsSpent));
        report.Say(string.Create(
            CultureInfo.InvariantCulture, $"      {evaluations:N0} candidates of a table in {whole.TotalSeconds:0} s: {evaluations / whole.TotalSeconds:0} a second"));
        Tell(report, tenths, platform);
    }

    /// <summary>An asynchronous search whose evaluations are answered by simulated workers.</summary>
    internal static async Task MeasureAsynchronousAsync(Report report, int evaluations, int workers, double meanSeconds)
    {
        await using var storage = await Azurite.StartAsync();
        await using var meter = StorageMeter.Of(storage);
        await using var platform = await SearchPlatform.StartAsync(meter.ConnectionString);
        await using var simulated = new SimulatedWorkers(storage.ConnectionString, workers, TimeSpan.FromSeconds(meanSeconds));
        var tenths = new Tenths(evaluations, meter);
        var (whole, _) = await platform.RunAsync(Asynchronous(evaluations, workers), Look, _ => tenths.Pass(simulated.Answered));
        var (share, window) = simulated.BusyShare();
        report.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"      {evaluations:N0} asynchronous evaluations of {meanSeconds:0.#} s by {workers} simulated workers in {whole.TotalSeconds:0} s: {evaluations / whole.TotalSeconds:0.0} a second; busy {share:P1} of {window.TotalSeconds:0} s"));
        report.Bound("idle share of the simulated workers", 1 - share, 0.1);
        Tell(report, tenths, platform);
    }

    static void Tell(Report report, Tenths tenths, SearchPlatform platform)
    {
        foreach (var (place, use) in tenths.Each().Index())
        {
            report.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"      tenth {place + 1,2}: a candidate takes {use.Requests:0.0} requests, {use.Sent / 1024:0.0} KiB sent, {use.Received / 1024:0.0} KiB received, {use.Seconds * 1000:0} ms"));
        }

        var (first, last) = (tenths.Each()[0], tenths.Each()[^1]);
        report.Bound("requests of a candidate, last tenth / first tenth", last.Requests / first.Requests, MostGrowth);
        report.Bound("bytes of a candidate, last tenth / first tenth", (last.Sent + last.Received) / (first.Sent + first.Received), MostGrowth);
        report.Bound("peak memory of host and app together", platform.PeakMemoryMiB(), MostMemory, " MiB");
    }

    static SearchRequest Asynchronous(int evaluations, int workers) => new()
    {
        // Not the canonical space, which is smaller than the search.
        Space = SearchSpaces.Find("mobile")!.DefaultSkeleton,
        Dataset = new() { Name = "fashion-mnist", TrainingImages = 64, ValidationImages = 64 },
        Objectives = [new() { Metric = Metric.Accuracy.Name, Goal = Goal.Maximise, Threshold = 5 }, new() { Metric = Metric.Macs.Name, Goal = Goal.Minimise, Threshold = 1e9 }],
        Algorithm = new() { Name = "nsga2", PopulationSize = 100 },
        Training = new() { Epochs = 1, BatchSize = 32 },
        Mode = SearchMode.Asynchronous,
        Parallelism = workers,
        Budgets = new() { Trainings = evaluations },
        Seed = 1,
    };

    static async Task AddTableAsync(string connectionString)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["AzureWebJobsStorage"] = connectionString })
            .Build();
        await using var services = new ServiceCollection().AddServerlessStorage(configuration).BuildServiceProvider();
        var store = services.GetRequiredService<IDocumentStore>();
        await store.TryCreateBytesAsync(
            BlobPaths.TableFile(GeneratedTable.LargeName, "generated.csv"), Encoding.UTF8.GetBytes(GeneratedTable.LargeRows), CancellationToken.None);
        await store.TryCreateBytesAsync(BlobPaths.Table(GeneratedTable.LargeName), Encoding.UTF8.GetBytes(GeneratedTable.LargeDescription), CancellationToken.None);
    }
}
