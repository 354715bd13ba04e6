using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.Testing;

using Serverless.Core.Searches.Requests;
using Serverless.EndToEnd.Tests.InProcess;

namespace Serverless.EndToEnd.Tests;

[Collection(LongCollection.Name)]
public sealed class RungTests(SharedPlatform shared)
{
    const int Candidates = 6;
    const int Epochs = 9;

    static SearchRequest Request
    {
        get
        {
            var small = Requests.Small(Candidates, trainingImages: 512);
            return small with
            {
                Algorithm = small.Algorithm with { PopulationSize = Candidates },
                Training = small.Training with { Epochs = Epochs, Rungs = [1, 3, Epochs] },
            };
        }
    }

    [Fact]
    public async Task Search_WorkerKilledInTheSecondRung_IsGoneOnWithByAnotherAsIfUndisturbed()
    {
        var disturbed = await RunAsync(async platform =>
        {
            var doomed = platform.StartWorker("worker-doomed");
            await Eventually.HoldsAsync(
                "the doomed worker is in the second rung",
                () => Task.FromResult(Trainings.StartedBy(doomed) is [.., var last] && last.Contains("-e3-", StringComparison.Ordinal)
                    && !Trainings.CompletedBy(doomed).Contains(last)),
                TimeSpan.FromMinutes(6));
            var job = Trainings.StartedBy(doomed)[^1];
            await doomed.KillAsync();
            var second = platform.StartWorker("worker-b");
            platform.Watched = [second];
            await Eventually.HoldsAsync(
                "the other worker goes on from the first rung",
                () => Task.FromResult(second.Output.Contains($"Job {job} goes on after epoch 1", StringComparison.Ordinal)),
                TimeSpan.FromMinutes(6));
        });

        disturbed.ShouldEqual(await EngineSearch.OutcomeOfAsync(Request));
    }

    async Task<Outcome> RunAsync(Func<Platform, Task> startWorkersAsync)
    {
        await using var platform = await shared.BeginAsync();
        var searchId = await platform.Searches.PostAsync(Request);
        await startWorkersAsync(platform);

        var search = await platform.EndOfAsync(searchId);

        search.State.ShouldBe(SearchStatus.Completed, search.Error);
        var evaluations = await platform.Searches.EvaluationsAsync(searchId);
        evaluations.Count(evaluation => evaluation.Status == EvaluationStatus.Completed).ShouldBe(1);
        evaluations.Count(evaluation => evaluation.Status == EvaluationStatus.EarlyStopped).ShouldBe(5);
        (search.Budget.TrainingsSpent, search.Budget.EpochsSpent).ShouldBe((Candidates, (6 * 1) + (2 * 2) + (1 * 6)));
        (search.Budget.EarlyStopped, search.Budget.EpochsSaved).ShouldBe((5, (Candidates * Epochs) - 16));
        (search.Budget.TrainingsReserved, search.Budget.EpochsReserved).ShouldBe((0, 0));
        Trainings.CompletedBy(platform.Watched).ShouldBeUnique();
        (await platform.QueuedAsync("jobs")).ShouldBe(0);
        (await platform.QueuedAsync("jobs-poison")).ShouldBe(0);
        return await Outcome.OfAsync(platform, searchId);
    }
}
