using System.Net;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Testing;

namespace Serverless.EndToEnd.Tests;

[Collection(LongCollection.Name)]
public sealed class AsynchronousTests(SharedPlatform shared)
{
    const int Candidates = 16;
    const int Epochs = 3;

    static SearchRequest Request
    {
        get
        {
            var small = Requests.Small(Candidates, trainingImages: 192);
            return small with
            {
                Training = small.Training with { Epochs = Epochs, Rungs = [1, Epochs] },
                Mode = SearchMode.Asynchronous,
                Parallelism = 4,
            };
        }
    }

    [Fact]
    public async Task Search_WorkersAndHostKilledMeanwhile_EvaluatesEachOnceAndIsReplayedFromItsJournal()
    {
        await using var platform = await shared.BeginAsync();
        var request = Request with
        {
            Surrogate = new() { Kind = SurrogateKind.Ridge, PoolSize = 80, Ensemble = 3, StartupTrials = 8, MinimumCorrelation = -1, Exploration = 0.2 },
        };
        var searchId = await platform.Searches.PostAsync(request);
        var workers = new List<ChildProcess> { platform.StartWorker("worker-a"), platform.StartWorker("worker-b") };
        for (var death = 0; death < 2; death++)
        {
            var ended = 4 * (death + 1);
            await Eventually.HoldsAsync(
                $"{ended} trainings have ended", () => Task.FromResult(Trainings.CompletedBy(workers).Count >= ended), TimeSpan.FromMinutes(6));
            await workers[death].KillAsync();
            workers.Add(platform.StartWorker($"replacement-{death}"));
            if (death == 0)
            {
                await platform.Host.KillAsync();
                await platform.StartHostAsync();
            }
        }

        var search = await platform.EndOfAsync(searchId);

        search.State.ShouldBe(SearchStatus.Completed, search.Error);
        var evaluations = await platform.Searches.EvaluationsAsync(searchId);
        evaluations.Select(evaluation => evaluation.Candidate).Distinct().Count().ShouldBe(Candidates);
        evaluations.Count.ShouldBe(Candidates);
        evaluations.ShouldAllBe(evaluation => evaluation.Status == EvaluationStatus.Completed || evaluation.Status == EvaluationStatus.EarlyStopped);
        (search.Budget.TrainingsUsed, search.Budget.TrainingsReserved, search.Budget.EpochsReserved).ShouldBe((Candidates, 0, 0));
        search.Budget.EpochsSpent.ShouldBe(evaluations.Sum(evaluation => evaluation.Rungs![^1].Epochs));
        Trainings.CompletedBy(workers).ShouldBeUnique();
        var journal = await platform.Searches.JournalAsync(searchId);
        journal.Count.ShouldBe(search.Generation);
        journal.Sum(turn => turn.Chosen?.Count ?? turn.Wanted).ShouldBe(Candidates);
        JournalReplay.FindDifference(Requests.AsKept(request), search.Budget.Limits, journal, evaluations, await platform.Searches.FrontAsync(searchId)).ShouldBeNull();

        // A worker fits it meanwhile; whether in time to choose depends on who is killed when.
        search.Surrogate.ShouldNotBeNull().Decision.FittedTo.ShouldBeGreaterThanOrEqualTo(8);
        journal.Sum(turn => turn.Chosen?.Count ?? 0).ShouldBe(search.Surrogate.Chosen);
    }

    [Fact]
    public async Task Search_PausedResumedExtendedAndCancelled_CountsExactlyAndIsReplayedFromItsJournal()
    {
        await using var platform = await shared.BeginAsync();
        // A seed of its own: checkpoints that other searches left would make trainings go on that are none of a promotion.
        var request = Request with
        {
            Promotion = new() { ReductionFactor = 2, Variant = HalvingVariant.Promotion },
            Budgets = new() { Trainings = 6 },
            Seed = Request.Seed + 1_000,
        };
        var worker = platform.StartWorker("worker-a");
        var searchId = await platform.Searches.PostAsync(request);
        await EndedAsync(2);
        (await platform.Searches.ActAsync(searchId, "pause")).ShouldBe(HttpStatusCode.Accepted);
        await Eventually.HoldsAsync(
            "the search is paused and what ran has ended",
            async () => (await platform.Searches.GetAsync(searchId)).State == SearchStatus.Paused
                && Begun().Except(Ended()).All(job => Trainings.StoppedBy(worker).Contains(job)) && await platform.QueuedAsync("jobs") == 0);

        // The worker is free all the while that another search takes. What was queued when the pause came may still have begun in the first.
        IReadOnlyList<string> begun;
        var seed = 8;
        do
        {
            begun = Begun();
            var other = await platform.EndOfAsync(await platform.Searches.PostAsync(Requests.Small(trainings: 1) with { Seed = seed }));
            other.State.ShouldBe(SearchStatus.Completed, other.Error);
            (await platform.Searches.GetAsync(searchId)).State.ShouldBe(SearchStatus.Paused);
        }
        while (seed++ < 10 && Begun().Count > begun.Count);
        Begun().ShouldBe(begun);

        (await platform.Searches.ActAsync(searchId, "resume")).ShouldBe(HttpStatusCode.Accepted);
        await CheckAsync(await platform.EndOfAsync(searchId), SearchStatus.Completed, trainings: 6);
        (await platform.Searches.ExtendAsync(searchId, 3, "three-more")).ShouldBe(HttpStatusCode.Accepted);
        await CheckAsync(await platform.EndOfAsync(searchId), SearchStatus.Completed, trainings: 9);

        (await platform.Searches.ExtendAsync(searchId, 40, "many-more")).ShouldBe(HttpStatusCode.Accepted);
        await EndedAsync(Ended().Count + 2);
        (await platform.Searches.ActAsync(searchId, "cancel")).ShouldBe(HttpStatusCode.Accepted);
        var cancelled = await platform.EndOfAsync(searchId);
        await CheckAsync(cancelled, SearchStatus.Cancelled, cancelled.Budget.TrainingsUsed);
        cancelled.Budget.TrainingsUsed.ShouldBeInRange(10, 48);
        await using var replay = ChildProcess.StartProject(
            "Serverless.Cli", ["search", "replay", searchId, "--url", platform.Url], new Dictionary<string, string?> { ["SERVERLESS_KEY"] = FunctionsHost.HostKey });
        (await replay.WaitForExitAsync()).ShouldBe(0, replay.Output);

        IReadOnlyList<string> Begun() => [.. Trainings.StartedBy(worker).Where(job => job.StartsWith(searchId, StringComparison.Ordinal))];

        IReadOnlyList<string> Ended() => [.. Trainings.CompletedBy(worker).Where(job => job.StartsWith(searchId, StringComparison.Ordinal))];

        Task EndedAsync(int count) => Eventually.HoldsAsync(
            $"{count} trainings have ended", () => Task.FromResult(Ended().Count >= count), TimeSpan.FromMinutes(6));

        async Task CheckAsync(SearchDocument search, SearchStatus state, int trainings)
        {
            search.State.ShouldBe(state, search.Error);
            var evaluations = await platform.Searches.EvaluationsAsync(searchId);
            evaluations.Select(evaluation => evaluation.Candidate).ShouldBeUnique();
            evaluations.Count.ShouldBe(search.Budget.EvaluationsSpent);
            evaluations.Count(evaluation => evaluation.Cost.TrainedOn is not null).ShouldBe(trainings);
            (search.Budget.TrainingsUsed, search.Budget.TrainingsReserved, search.Budget.EpochsReserved).ShouldBe((trainings, 0, 0));
            search.Budget.EpochsSpent.ShouldBe(evaluations.Sum(evaluation => evaluation.Rungs is [.., var last] ? last.Epochs : 0));
            Ended().ShouldBeUnique();

            // Each candidate that waited went on from its checkpoint, and not trained twice.
            var promotions = evaluations.Sum(evaluation => (evaluation.Rungs?.Count ?? 1) - 1);
            promotions.ShouldBeGreaterThan(0);
            var gone = Ended().Count(job => worker.Output.Contains($"Job {job} goes on after epoch 1", StringComparison.Ordinal));
            gone.ShouldBeInRange(promotions, state == SearchStatus.Cancelled ? promotions + Request.Parallelism!.Value : promotions, "one may end while it is stopped");
            JournalReplay.FindDifference(
                Requests.AsKept(request), search.Budget.Limits, await platform.Searches.JournalAsync(searchId), evaluations, await platform.Searches.FrontAsync(searchId)).ShouldBeNull();
        }
    }
}
