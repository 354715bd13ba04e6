using System.Globalization;
using System.Text.RegularExpressions;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Testing;

namespace Serverless.Benchmarks.Workers;

/// <summary>
/// The share of their time that two workers train in an asynchronous search with rungs, and in the same search generation by generation.
/// </summary>
static partial class BusyShares
{
    const int Workers = 2;
    const int Trainings = 40;
    const int AtOnce = 4;
    static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(1);

    internal static async Task MeasureAsync(Report report)
    {
        await using var storage = await Azurite.StartAsync();
        await using var platform = await SearchPlatform.StartAsync(storage.ConnectionString);
        var synchronous = await RunAsync(storage, platform, report, "synchronous", Request(splitSeed: 1));
        var asynchronous = await RunAsync(
            storage, platform, report, "asynchronous", Request(splitSeed: 2) with { Mode = SearchMode.Asynchronous, Parallelism = AtOnce });
        report.Bound("idle share of two workers, asynchronous", 1 - asynchronous, 0.05);
        report.Say(string.Create(CultureInfo.InvariantCulture, $"      busy asynchronous / synchronous: {asynchronous / synchronous:0.00}"));
    }

    static SearchRequest Request(long splitSeed) => new()
    {
        Space = new() { Name = "nasbench201-canonical", Channels = 4, CellsPerStage = 1 },
        Dataset = new() { Name = "fashion-mnist", TrainingImages = 4096, ValidationImages = 500, SplitSeed = splitSeed },
        Objectives = [new() { Metric = Metric.Accuracy.Name, Goal = Goal.Maximise, Threshold = 5 }, new() { Metric = Metric.Macs.Name, Goal = Goal.Minimise, Threshold = 1e8 }],
        Algorithm = new() { Name = "nsga2", PopulationSize = 8, BatchSize = 8 },
        Training = new() { Epochs = 9, BatchSize = 32, Rungs = [1, 3, 9] },
        Budgets = new() { Trainings = Trainings },
        Seed = 1,
    };

    static async Task<double> RunAsync(Azurite storage, SearchPlatform platform, Report report, string mode, SearchRequest request)
    {
        var workers = Enumerable.Range(0, Workers).Select(number => WorkerThroughput.Start(storage, $"{mode}-{number}")).ToList();
        try
        {
            foreach (var worker in workers)
            {
                await WorkerThroughput.SaysAsync(worker, "takes jobs");
            }

            var (whole, _) = await platform.RunAsync(request);
            var share = Share([.. workers.Select(worker => worker.Output)], out var window);
            report.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"      {mode}: {Trainings} trainings in {whole.TotalSeconds:0} s; workers trained {share:P1} of {window.TotalSeconds:0} s, from the second minute to the last job"));
            return share;
        }
        finally
        {
            foreach (var worker in workers)
            {
                await worker.TerminateAsync();
                await worker.DisposeAsync();
            }
        }
    }

    /// <summary>The share of the time in which jobs ran, from a minute after the first to the last one that began.</summary>
    static double Share(IReadOnlyList<string> outputs, out TimeSpan window)
    {
        var jobs = outputs.SelectMany(Jobs).ToList();
        var (from, to) = (jobs.Min(job => job.Begun) + WarmUp, jobs.Max(job => job.Begun));
        window = to - from;
        return jobs.Sum(job => Math.Max(0, (Min(job.Ended, to) - Max(job.Begun, from)).TotalSeconds)) / (window.TotalSeconds * outputs.Count);

        static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
        static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
    }

    static IEnumerable<(TimeSpan Begun, TimeSpan Ended)> Jobs(string output)
    {
        var begun = new Dictionary<string, TimeSpan>();
        foreach (Match line in Line().Matches(output))
        {
            var (at, job) = (TimeSpan.ParseExact(line.Groups[1].Value, @"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture), line.Groups[2].Value);
            if (line.Groups[3].Value == "begun")
            {
                begun[job] = at;
            }
            else if (begun.Remove(job, out var since))
            {
                yield return (since, at);
            }
        }
    }

    [GeneratedRegex(@"^(\d\d:\d\d:\d\d\.\d{3}).* Job (\S+) (begun|ended): ", RegexOptions.Multiline)]
    private static partial Regex Line();
}
