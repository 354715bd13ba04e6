using Serverless.Algorithms;
using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.EndToEnd.Tests;

[Collection(WorkerCollection.Name)]
public sealed class ReferenceTests(SharedPlatform shared)
{
    const int Candidates = 4;

    static SearchRequest Request
    {
        get
        {
            var small = Requests.Small(trainings: 1);
            return small with
            {
                Space = small.Space with { Channels = 2 },
                Algorithm = new AlgorithmSpecification
                {
                    Name = "mo-hdnas",
                    BatchSize = Candidates,
                    Reference = "|none~0|+|none~0|none~1|+|nor_conv_1x1~0|none~1|none~2|",
                },
                Training = small.Training with { Rungs = [0, 1] },
                Promotion = new() { ReductionFactor = Candidates },
            };
        }
    }

    [Fact]
    public async Task Search_BySimilarityToAReference_ComparesAllAndTrainsTheBest()
    {
        await using var platform = await shared.BeginAsync();
        var searchId = await platform.PostAsync(Request);
        var worker = platform.StartWorker("worker-a");
        platform.Watched = [worker];

        var search = await platform.EndOfAsync(searchId);

        search.State.ShouldBe(SearchStatus.Completed, search.Error);
        search.Budget.TrainingsSpent.ShouldBe(1, "the reference is none of the search's candidates");
        var evaluations = await platform.EvaluationsAsync(searchId);
        evaluations.Count.ShouldBe(Candidates);
        evaluations.ShouldAllBe(evaluation => evaluation.Metrics.ContainsKey(Metric.RepresentationMutualInformation.Name));
        evaluations.Count(evaluation => evaluation.Status == EvaluationStatus.EarlyStopped && evaluation.Fidelity.StartsWith("zero-cost.c", StringComparison.Ordinal))
            .ShouldBe(Candidates - 1);
        var trained = evaluations.Single(evaluation => evaluation.Status == EvaluationStatus.Completed);
        trained.Rungs![0].Decision!.Rule.ShouldBe("archiveThenHypervolumeContribution");
        (await platform.FrontAsync(searchId)).Members.Single().Candidate.ShouldBe(trained.Candidate);
        worker.Output.Split("trained the reference").Length.ShouldBe(2, "once for all");
    }
}
