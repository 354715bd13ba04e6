using System.Diagnostics;
using System.Globalization;
using Serverless.Testing;

namespace Serverless.Benchmarks.Workers;

/// <summary>The gain from a second worker, and the storage requests of an idle worker.</summary>
static class WorkerThroughput
{
    const int Jobs = 12;
    const int TrainingImages = 4096;
    const int Rounds = 3;

    static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);

    internal static async Task MeasureAsync(Report report)
    {
        await using var storage = await Azurite.StartAsync(tellsRequests: true);
        await using var jobs = await TrainingJobs.ConnectAsync(storage.ConnectionString);
        report.Bound("requests of an idle worker", await IdleRequestsAsync(storage), 1, " a second");
        report.Say($"      load average before: {await LoadAsync()}");
        var (one, two) = (0.0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            var (alone, together) = (await RunAsync(storage, jobs, workers: 1), await RunAsync(storage, jobs, workers: 2));
            report.Say(string.Create(
                CultureInfo.InvariantCulture, $"      trainings a minute: {60 * alone:0.0} with one worker, {60 * together:0.0} with two"));
            (one, two) = (Math.Max(one, alone), Math.Max(two, together));
        }

        report.Say(string.Create(CultureInfo.InvariantCulture, $"      throughput of two workers / of one: {two / one:0.00}"));
        report.Bound("time of two workers / of one", one / two, 1 / 1.6);
        report.Say($"      load average after: {await LoadAsync()}");
    }

    /// <summary>Trainings a second of workers that have done one before.</summary>
    static async Task<double> RunAsync(Azurite storage, TrainingJobs jobs, int workers)
    {
        var started = Enumerable.Range(0, workers).Select(number => Start(storage, $"worker-{number}")).ToList();
        try
        {
            foreach (var worker in started)
            {
                await SaysAsync(worker, "takes jobs");
            }

            // More than one for each: a worker that is late with its first would get none.
            while (!started.TrueForAll(worker => worker.Output.Contains("ended: Train", StringComparison.Ordinal)))
            {
                await jobs.RunAsync(workers, TrainingImages);
            }

            var before = started.Sum(worker => EndedTrainings.In(worker.Output).Count);
            await jobs.RunAsync(Jobs, TrainingImages);
            await Eventually.HoldsAsync(
                "the workers say that all ended",
                () => Task.FromResult(started.Sum(worker => EndedTrainings.In(worker.Output).Count) == before + Jobs));
            return EndedTrainings.SteadyRate([.. started.Select(worker => EndedTrainings.In(worker.Output))], before);
        }
        finally
        {
            foreach (var worker in started)
            {
                await worker.TerminateAsync();
                await worker.DisposeAsync();
            }
        }
    }

    static async Task<double> IdleRequestsAsync(Azurite storage)
    {
        await using var worker = Start(storage, "idle");
        await SaysAsync(worker, "takes jobs");
        var (before, clock) = (storage.Requests, Stopwatch.StartNew());
        await Task.Delay(Idle);
        return (storage.Requests - before) / clock.Elapsed.TotalSeconds;
    }

    internal static ChildProcess Start(Azurite storage, string name) => ChildProcess.StartProject(
        "Serverless.Worker",
        ["--name", name, "--threads", "1", "--device", "cpu"],
        new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = storage.ConnectionString,
            ["OMP_WAIT_POLICY"] = "passive",
            ["HOME"] = Path.GetTempPath(),
        });

    internal static Task SaysAsync(ChildProcess worker, string text) => Eventually.HoldsAsync(
        $"the worker says '{text}'", () => Task.FromResult(worker.Output.Contains(text, StringComparison.Ordinal)));

    static async Task<string> LoadAsync() => (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];
}
