using System.Diagnostics;
using System.Globalization;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.EndToEnd.Tests;
using Serverless.Testing;
using Log = Serverless.EndToEnd.Tests.Trainings;

namespace Serverless.Benchmarks.Workers;

/// <summary>
/// An asynchronous search with rungs on real processes that are killed again and again; evaluations, costs and documents must be the same as without.
/// </summary>
static class KilledSearch
{
    const int Workers = 8;
    const int AtOnce = 16;
    const int Epochs = 3;

    // Also the workers in a row that may die over a job before its next checkpoint: where a worker lives 16 s and its start takes most of them, three do.
    const string Attempts = "10";

    static readonly TimeSpan Limit = TimeSpan.FromMinutes(40);

    /// <param name="report">Told what came of it.</param>
    /// <param name="evaluations">How many the search is of.</param>
    internal static async Task MeasureAsync(Report report, int evaluations)
    {
        var request = RequestOf(evaluations);
        var platform = await Platform.StartAsync(new Dictionary<string, string?> { ["Evaluation__MaximumAttempts"] = Attempts });
        var kills = new KillSchedule(platform, Workers, evaluations);
        try
        {
            await platform.RegisterAsync(Requests.TableCpu);
            kills.Begin();
            var clock = Stopwatch.StartNew();
            var searchId = await platform.Searches.PostAsync(request);
            using var ended = new CancellationTokenSource();
            var killing = kills.RunAsync(searchId, ended.Token);
            SearchDocument search;
            try
            {
                search = await platform.EndOfAsync(searchId, Limit);
            }
            finally
            {
                await ended.CancelAsync();
                await killing;
            }

            report.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"      {Workers} workers, {evaluations} evaluations, {AtOnce} at once: {clock.Elapsed.TotalSeconds:0} s; {kills.WorkersKilled} workers killed"));
            report.Expect("hosts killed", kills.HostsKilled, 2);
            report.Expect("times storage was away for 20 s", kills.StoragePauses, 1);
            await CheckAsync(report, platform, request, search, kills);
        }
        finally
        {
            await platform.DisposeAsync();
            await platform.ShutDownAsync();
        }
    }

    static SearchRequest RequestOf(int evaluations)
    {
        var small = Requests.Small(evaluations, trainingImages: 96);
        return small with
        {
            Training = small.Training with { Epochs = Epochs, Rungs = [1, Epochs] },
            Mode = SearchMode.Asynchronous,
            Parallelism = AtOnce,
        };
    }

    static async Task CheckAsync(Report report, Platform platform, SearchRequest request, SearchDocument search, KillSchedule kills)
    {
        var asked = request.Budgets.Trainings!.Value; // as RequestOf has it
        report.Expect("the search", search.State, SearchStatus.Completed);
        var evaluations = await platform.Searches.EvaluationsAsync(search.Id);
        report.Say($"      evaluations: {string.Join(", ", evaluations.CountBy(evaluation => evaluation.Status).Select(state => $"{state.Value} {state.Key}"))}; "
            + $"attempts: {string.Join(", ", evaluations.CountBy(evaluation => evaluation.Attempt).Select(attempt => $"{attempt.Value} of {attempt.Key}"))}");
        report.Expect("evaluations", evaluations.Count, asked);
        report.Expect("candidates evaluated twice", evaluations.Count - evaluations.DistinctBy(evaluation => evaluation.Candidate).Count(), 0);
        report.Expect("evaluations without an outcome", evaluations.Count(evaluation => evaluation.Status is not (EvaluationStatus.Completed or EvaluationStatus.EarlyStopped)), 0);
        var completed = Log.CompletedBy(kills.Workers);
        report.Expect("trainings that ended twice", completed.Count - completed.Distinct().Count(), 0);
        report.Expect("results of trainings", (await platform.TrainingResultsAsync(search.Id)).Count, evaluations.Sum(evaluation => evaluation.Rungs?.Count ?? 0));
        report.Expect("budget, trainings used and reserved", (search.Budget.TrainingsUsed, search.Budget.TrainingsReserved), (asked, 0));
        report.Expect(
            "budget, epochs spent and reserved",
            (search.Budget.EpochsSpent, search.Budget.EpochsReserved),
            (evaluations.Sum(evaluation => evaluation.Rungs?[^1].Epochs ?? 0), 0));
        var journal = await platform.Searches.JournalAsync(search.Id);
        var difference = JournalReplay.FindDifference(Requests.AsKept(request), search.Budget.Limits, journal, evaluations, await platform.Searches.FrontAsync(search.Id));
        report.Expect("the replay of its journal", difference ?? "equal", "equal");
        foreach (var queue in (string[])["jobs", "job-results", "jobs-poison", "job-results-poison"])
        {
            report.Expect($"messages left in {queue}", await LeftInAsync(platform, queue), 0);
        }

        report.Say($"      trainings that went on from a checkpoint: {kills.Workers.Sum(worker => worker.Output.Split(" goes on after epoch ").Length - 1)}");
    }

    static async Task<int> LeftInAsync(Platform platform, string queue)
    {
        try
        {
            await Eventually.HoldsAsync($"the queue {queue} is empty", async () => await platform.QueuedAsync(queue) == 0, TimeSpan.FromMinutes(1));
            return 0;
        }
        catch (TimeoutException)
        {
            return await platform.QueuedAsync(queue);
        }
    }
}
