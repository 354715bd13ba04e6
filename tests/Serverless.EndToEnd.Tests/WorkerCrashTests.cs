using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.Testing;
using Serverless.EndToEnd.Tests.InProcess;

namespace Serverless.EndToEnd.Tests;

[Collection(WorkerCollection.Name)]
public sealed class WorkerCrashTests(SharedPlatform shared)
{
    const int TrainingBudget = 6;

    [Fact]
    public async Task Search_TwoWorkersOneKilledInMidTraining_EndsAsIfUndisturbed()
    {
        var crowd = await RunAsync(async platform =>
        {
            var doomed = platform.StartWorker("worker-doomed");
            await Eventually.HoldsAsync(
                $"the doomed worker is in mid-training. {doomed.Output}",
                () => Task.FromResult(Trainings.StartedBy(doomed).Count > Trainings.CompletedBy(doomed).Count));
            await doomed.KillAsync();
            var first = platform.StartWorker("worker-a");
            var second = platform.StartWorker("worker-b");
            platform.Watched = [first, second];
        });

        crowd.ShouldEqual(await EngineSearch.OutcomeOfAsync(Requests.Small(TrainingBudget, trainingImages: 1024)));
    }

    async Task<Outcome> RunAsync(Func<Platform, Task> startWorkersAsync)
    {
        await using var platform = await shared.BeginAsync();
        var searchId = await platform.Searches.PostAsync(Requests.Small(TrainingBudget, trainingImages: 1024));
        await startWorkersAsync(platform);

        var search = await platform.EndOfAsync(searchId);

        search.State.ShouldBe(SearchStatus.Completed, search.Error);
        search.Budget.TrainingsSpent.ShouldBe(TrainingBudget);
        search.Budget.TrainingsReserved.ShouldBe(0);
        Trainings.CompletedBy(platform.Watched).ShouldBeUnique();
        (await platform.Searches.EvaluationsAsync(searchId)).Count(evaluation => evaluation.Status == EvaluationStatus.Completed).ShouldBe(TrainingBudget);
        (await platform.QueuedAsync("jobs")).ShouldBe(0);
        (await platform.QueuedAsync("jobs-poison")).ShouldBe(0);
        return await Outcome.OfAsync(platform, searchId);
    }
}
