using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Testing;

namespace Serverless.EndToEnd.Tests;

[Collection(WorkerCollection.Name)]
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
        var searchId = await platform.PostAsync(Request);
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
        var evaluations = await platform.EvaluationsAsync(searchId);
        evaluations.Select(evaluation => evaluation.Candidate).Distinct().Count().ShouldBe(Candidates);
        evaluations.Count.ShouldBe(Candidates);
        evaluations.ShouldAllBe(evaluation => evaluation.Status == EvaluationStatus.Completed || evaluation.Status == EvaluationStatus.EarlyStopped);
        (search.Budget.TrainingsUsed, search.Budget.TrainingsReserved, search.Budget.EpochsReserved).ShouldBe((Candidates, 0, 0));
        search.Budget.EpochsSpent.ShouldBe(evaluations.Sum(evaluation => evaluation.Rungs![^1].Epochs));
        Trainings.CompletedBy(workers).ShouldBeUnique();
        var journal = await platform.JournalAsync(searchId);
        journal.Count.ShouldBe(search.Generation);
        journal.Sum(turn => turn.Wanted).ShouldBe(Candidates);
        JournalReplay.FindDifference(Requests.AsKept(Request), search.Budget.Limits, journal, evaluations, await platform.FrontAsync(searchId)).ShouldBeNull();
    }
}
