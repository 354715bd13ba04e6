using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.EndToEnd.Tests.InProcess;

namespace Serverless.EndToEnd.Tests;

/// <summary>A search whose algorithm determines how far candidates are trained, and continues earlier trainings.</summary>
[Collection(WorkerCollection.Name)]
public sealed class FidelityTests(SharedPlatform shared)
{
    static SearchRequest Request
    {
        get
        {
            var small = Requests.Small(trainings: 1);
            return small with
            {
                Algorithm = new() { Name = "shemoa", PopulationSize = 2, BatchSize = 2, Rungs = 2, ReductionFactor = 3, RungEvaluations = 2 },
                Training = small.Training with { Epochs = 3 },
                Budgets = new() { Epochs = 12 },
            };
        }
    }

    [Fact]
    public async Task Search_CandidatesThatAreProposedAgain_GoOnFromTheirCheckpointsAsTheEngineHasThem()
    {
        await using var platform = await shared.BeginAsync();
        var id = await platform.Searches.PostAsync(Request);
        var worker = platform.StartWorker("worker-a");

        var search = await platform.EndOfAsync(id);

        search.State.ShouldBe(SearchStatus.Completed, search.Error);
        var evaluations = await platform.Searches.EvaluationsAsync(id);
        evaluations.Select(evaluation => (evaluation.Fidelity, evaluation.Status, evaluation.Cost.Epochs)).ShouldBe(
        [
            ("epochs1", EvaluationStatus.EarlyStopped, 1), ("epochs1", EvaluationStatus.EarlyStopped, 1),
            ("full", EvaluationStatus.Completed, 2), ("full", EvaluationStatus.Completed, 2),
            ("full", EvaluationStatus.Completed, 3), ("full", EvaluationStatus.Completed, 3),
        ]);
        (search.Budget.TrainingsSpent, search.Budget.EpochsSpent, search.Budget.EpochsReserved).ShouldBe((4, 12, 0));
        worker.Output.ShouldContain("goes on after epoch 1");
        (await Outcome.OfAsync(platform, id)).ShouldEqual(await EngineSearch.OutcomeOfAsync(Request));
    }
}
