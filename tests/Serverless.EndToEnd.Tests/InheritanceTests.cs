using System.Text.Json;
using Serverless.Algorithms;
using Serverless.Core;
using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.EndToEnd.Tests.InProcess;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.EndToEnd.Tests;

/// <summary>A search whose networks are grown and cut from trained ones.</summary>
[Collection(WorkerCollection.Name)]
public sealed class InheritanceTests(SharedPlatform shared)
{
    static SearchRequest Request
    {
        get
        {
            using var example = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(RepositoryPaths.Root, "examples", "quickstart.json")));
            var small = Requests.Small(trainings: 1);
            return small with
            {
                Space = new SpaceSpecification
                {
                    Name = "small-cnn",
                    Definition = example.RootElement.GetProperty("space").GetProperty("definition").Deserialize(CoreJson.Default.SpaceDefinition),
                },
                Objectives = [small.Objectives[0], new() { Metric = "parameters", Goal = Goal.Minimise, Threshold = 100_000 }],
                Algorithm = new() { Name = "bulk-and-cut", InitialSamples = 2, BulkEvaluations = 2, ReductionFactor = 2, BatchSize = 2 },
                Training = small.Training with { Epochs = 2, LearningRate = 0.02 },
                Budgets = new() { Epochs = 10 },
            };
        }
    }

    [Fact]
    public async Task Search_NetworksThatGrowAndAreCut_BeginWithTheWeightsOfTheirParentsAsTheEngineHasThem()
    {
        await using var platform = await shared.BeginAsync();
        var id = await platform.Searches.PostAsync(Request);
        platform.StartWorker("worker-a");

        var search = await platform.EndOfAsync(id);

        search.State.ShouldBe(SearchStatus.Completed, search.Error);
        var evaluations = await platform.Searches.EvaluationsAsync(id);
        evaluations.Select(evaluation => (evaluation.Inherits?.Kind, evaluation.Status, evaluation.Cost.Epochs)).ShouldBe(
        [
            (null, EvaluationStatus.Completed, 2), (null, EvaluationStatus.Completed, 2),
            (InheritanceKind.Grow, EvaluationStatus.Completed, 2), (InheritanceKind.Grow, EvaluationStatus.Completed, 2),
            (InheritanceKind.Cut, EvaluationStatus.Completed, 1), (InheritanceKind.Cut, EvaluationStatus.Completed, 1),
        ]);
        (search.Budget.TrainingsSpent, search.Budget.EpochsSpent, search.Budget.EpochsReserved).ShouldBe((6, 10, 0));
        (await Outcome.OfAsync(platform, id)).ShouldEqual(await EngineSearch.OutcomeOfAsync(Request));
    }
}
