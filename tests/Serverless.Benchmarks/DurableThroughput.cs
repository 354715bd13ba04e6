using System.Diagnostics;
using System.Globalization;
using System.Text;
using Azure.Storage.Blobs;
using Microsoft.DurableTask.Client;

namespace Serverless.Benchmarks;

/// <summary>What durable work costs, in multiples of what storage costs on the same machine at the same time.</summary>
static class DurableThroughput
{
    const int Thousand = 1000;
    const int ChildSize = 100;
    const int Repeats = 3;

    internal static async Task MeasureAsync(BenchmarkHost host, string connectionString, Report report)
    {
        var client = host.Client;

        // The first runs pay for compilation; they are not counted.
        await RunAsync(client, nameof(FanOut.CallMany), ChildSize);
        await WriteBlobsAsync(connectionString, ChildSize);

        var writes = await BestAsync(() => WriteBlobsAsync(connectionString, Thousand));
        var flat = await BestAsync(() => RunAsync(client, nameof(FanOut.CallMany), Thousand));
        report.Say(Line("1,000 small blob writes, one after the other", writes));
        report.Say(Line("1,000 activities of one orchestrator", flat));
        report.Bound("1,000 activities / 1,000 blob writes", flat / writes, 0.25);

        var small = await BestAsync(() => MeanAsync(
            () => RunAsync(client, nameof(FanOut.CallFamily), new FanOut.Family(Thousand / ChildSize, ChildSize))));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var large = await BestAsync(() => RunAsync(client, nameof(FanOut.CallFamily), new FanOut.Family(10 * Thousand / ChildSize, ChildSize)));
        var kept = (GC.GetTotalMemory(forceFullCollection: true) - before) / (Repeats * 10 * Thousand);
        report.Say(Line("1,000 activities in sub-orchestrations of 100", small));
        report.Say(Line("10,000 activities in sub-orchestrations of 100", large));
        report.Bound("10,000 / 1,000 activities in sub-orchestrations of 100", large.TotalSeconds / small.TotalSeconds, 12);

        var quarters = await QuartersAsync(client, 2 * Thousand);
        foreach (var (number, took) in quarters.Index())
        {
            report.Say(Line($"2,000 activities one after the other, quarter {number + 1}", took));
        }

        report.Bound("last quarter / first quarter", quarters[^1] / quarters[0], 1.5);

        report.Say(string.Create(CultureInfo.InvariantCulture, $"      memory kept per finished activity: {kept} bytes"));
        using var process = Process.GetCurrentProcess();
        report.Bound("most memory", process.PeakWorkingSet64 / (1024.0 * 1024), 500, " MB");
    }

    // The shortest of several: what else the machine does only ever adds.
    static async Task<TimeSpan> BestAsync(Func<Task<TimeSpan>> run)
    {
        var best = TimeSpan.MaxValue;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var took = await run();
            best = took < best ? took : best;
        }

        return best;
    }

    // Of ten runs: as much work, and as much chance of a disturbance, as the run that they are compared with.
    static async Task<TimeSpan> MeanAsync(Func<Task<TimeSpan>> run)
    {
        const int Runs = 10;
        var total = TimeSpan.Zero;
        for (var number = 0; number < Runs; number++)
        {
            total += await run();
        }

        return total / Runs;
    }

    static async Task<TimeSpan> RunAsync(DurableTaskClient client, string orchestrator, object input)
    {
        var clock = Stopwatch.StartNew();
        var id = await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input);
        var ended = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
        return ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed
            ? clock.Elapsed
            : throw new InvalidOperationException($"{ended}");
    }

    static async Task<TimeSpan[]> QuartersAsync(DurableTaskClient client, int calls)
    {
        var id = await client.ScheduleNewOrchestrationInstanceAsync(nameof(FanOut.CallInTurn), calls);
        var ended = await client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
        return ended.ReadOutputAs<TimeSpan[]>() ?? throw new InvalidOperationException($"{ended}");
    }

    static async Task<TimeSpan> WriteBlobsAsync(string connectionString, int count)
    {
        var container = new BlobServiceClient(connectionString).GetBlobContainerClient("writes-" + Guid.NewGuid().ToString("N"));
        await container.CreateAsync();
        var clock = Stopwatch.StartNew();
        for (var number = 0; number < count; number++)
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture)));
            await container.GetBlobClient(number.ToString(CultureInfo.InvariantCulture)).UploadAsync(content);
        }

        return clock.Elapsed;
    }

    static string Line(string what, TimeSpan took) =>
        string.Create(CultureInfo.InvariantCulture, $"      {what}: {took.TotalSeconds:0.00} s");
}
