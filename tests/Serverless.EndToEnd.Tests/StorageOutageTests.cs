using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.Testing;

namespace Serverless.EndToEnd.Tests;

[Collection(HostCollection.Name)]
public sealed class StorageOutageTests(SharedPlatform shared)
{
    const int TrainingBudget = 6;

    static readonly TimeSpan Away = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Search_StorageAwayInMidTraining_GoesOnAndPaysForEachTrainingOnce()
    {
        await using var platform = await shared.BeginAsync();
        var searchId = await platform.Searches.PostAsync(Requests.Small(TrainingBudget));
        platform.Watched = [platform.StartWorker("worker-a"), platform.StartWorker("worker-b")];
        await Eventually.HoldsAsync(
            "a training ended and another runs",
            () => Task.FromResult(Trainings.CompletedBy(platform.Watched).Count > 0
                && platform.Watched.Sum(worker => Trainings.StartedBy(worker).Count) > Trainings.CompletedBy(platform.Watched).Count),
            TimeSpan.FromMinutes(6));

        await platform.TakeStorageAwayAsync(Away);

        var search = await platform.EndOfAsync(searchId);
        search.State.ShouldBe(SearchStatus.Completed, search.Error);
        platform.Host.Output.ShouldContain("The host failed and starts again", Case.Sensitive, "the outage was to outlast the retries of its listeners");
        (search.Budget.TrainingsSpent, search.Budget.TrainingsReserved).ShouldBe((TrainingBudget, 0));
        var evaluations = (await platform.Searches.EvaluationsAsync(searchId)).Where(evaluation => evaluation.Status == EvaluationStatus.Completed).ToList();
        evaluations.Count.ShouldBe(TrainingBudget);
        evaluations.ShouldAllBe(evaluation => evaluation.Attempt == 1);
        (await platform.TrainingResultsAsync(searchId)).Count.ShouldBe(TrainingBudget);
        await Eventually.HoldsAsync("no job is left", async () => await platform.QueuedAsync("jobs") == 0);
        (await platform.QueuedAsync("jobs-poison")).ShouldBe(0);
    }
}
