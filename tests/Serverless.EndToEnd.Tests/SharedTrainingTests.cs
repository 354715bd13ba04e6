using Serverless.Core.Evaluations;
using Serverless.Core.Searches;

namespace Serverless.EndToEnd.Tests;

[Collection(WorkerCollection.Name)]
public sealed class SharedTrainingTests(SharedPlatform shared)
{
    const int TrainingBudget = 4;

    [Fact]
    public async Task TwoSearches_AskingForTheSameAtOnce_TrainEachCandidateOnceAndPayForItOnce()
    {
        await using var platform = await shared.BeginAsync();
        var request = Requests.Small(TrainingBudget) with { Budgets = new() { Evaluations = TrainingBudget } };
        string[] ids = [await platform.Searches.PostAsync(request), await platform.Searches.PostAsync(request)];
        platform.Watched = [platform.StartWorker("worker-a"), platform.StartWorker("worker-b")];

        SearchDocument[] searches = [await platform.EndOfAsync(ids[0]), await platform.EndOfAsync(ids[1])];

        searches.ShouldAllBe(search => search.State == SearchStatus.Completed);
        (await Outcome.OfAsync(platform, ids[1])).ShouldEqual(await Outcome.OfAsync(platform, ids[0]));
        var trained = Trainings.CompletedBy(platform.Watched);
        trained.Count.ShouldBe(TrainingBudget, string.Join(", ", trained));
        searches.Sum(search => search.Budget.TrainingsSpent).ShouldBe(TrainingBudget);
        foreach (var (id, search) in ids.Zip(searches))
        {
            var evaluations = await platform.Searches.EvaluationsAsync(id);
            evaluations.Count.ShouldBe(TrainingBudget);
            evaluations.ShouldAllBe(evaluation => evaluation.Status == EvaluationStatus.Completed);
            evaluations.Count(evaluation => !evaluation.Cached).ShouldBe(search.Budget.TrainingsSpent);
        }
    }
}
