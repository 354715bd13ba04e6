using System.Globalization;
using Serverless.Testing;

namespace Serverless.Benchmarks.Workers;

/// <summary>The storage requests of an idle platform: one host and one worker as <c>up</c> starts them.</summary>
static class IdlePlatform
{
    // Pauses are the longest after ten minutes.
    const int Minutes = 12;
    const int Late = 10;
    const string OfWorkers = "/jobs/workers/";
    const string Durable = "/serverless-";
    const int DurableQueues = 5;

    static readonly string[] WorkersQueues = ["/jobs/messages", "/measure-local-cpu/messages"];
    static readonly string[] FunctionsQueues = ["/job-results/messages", "/search-requests/messages"];

    // As `up` has them.
    static readonly Dictionary<string, string?> Settings = new()
    {
        ["ScheduleTimer"] = "*/10 * * * * *",
        ["PurgeTimer"] = "30 * * * * *",
        ["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = "00:00:00.200",
        ["AzureFunctionsJobHost__extensions__durableTask__storageProvider__maxQueuePollingInterval"] = "00:00:00.200",
    };

    internal static async Task MeasureAsync(Report report)
    {
        await using var storage = await Azurite.StartAsync(tellsRequests: true);
        await using var host = await FunctionsHost.StartAsync("Serverless.Functions", storage.ConnectionString, Settings);
        await using var worker = WorkerThroughput.Start(storage, "idle");
        await WorkerThroughput.SaysAsync(worker, "takes jobs");
        var (late, before) = (Read(storage), Read(storage));
        for (var minute = 1; minute <= Minutes; minute++)
        {
            await Task.Delay(TimeSpan.FromMinutes(1));
            var now = Read(storage);
            report.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"      minute {minute,2}: {now.All - before.All} requests; worker {now.Worker - before.Worker}, queues of functions {string.Join(", ", now.Queues.Zip(before.Queues, (later, earlier) => later - earlier))}, of the durable engine {now.Durable - before.Durable}"));
            late = minute == Late ? now : late;
            before = now;
        }

        const double measured = Minutes - Late;
        report.Bound("requests of an idle worker", (before.Worker - late.Worker) / measured, 6, " a minute");
        report.Bound("requests of an idle queue of functions", before.Queues.Zip(late.Queues, (later, earlier) => later - earlier).Max() / measured, 6, " a minute");
        report.Bound("requests of an idle queue of the durable engine", (before.Durable - late.Durable) / measured / DurableQueues, 6, " a minute");
    }

    static (int All, int Worker, int[] Queues, int Durable) Read(Azurite storage) => (
        storage.Requests,
        WorkersQueues.Append(OfWorkers).Sum(part => storage.RequestsOf(part)),
        [.. FunctionsQueues.Select(part => storage.RequestsOf(part))],
        storage.RequestsOf("/messages", Durable));
}
