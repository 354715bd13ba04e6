using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Serverless.Domain.Searches;
using Serverless.Functions.Orchestrations;
using Serverless.Functions.Searches;
using Serverless.Functions.Tests.Activities;

namespace Serverless.Functions.Tests.Searches;

public sealed class SearchViewTests
{
    static readonly SearchDocument Running = SearchDocuments.Pending("s1", TestRequests.Small(0), SearchBench.Noon) with
    {
        State = SearchStatus.Running,
        Generation = 2,
        FrontSize = 3,
        Budget = new() { Limits = new(), TrainingsSpent = 10 },
    };

    [Theory]
    [InlineData(2, 14)]
    [InlineData(1, 10)]
    public void Progress_TrainingsOfTheGenerationUnderWay_CountOnce(int liveGeneration, int trainings)
    {
        var progress = SearchView.Of(Running, new LiveStatus(liveGeneration, 6, 5, 4)).Progress.ShouldNotBeNull();

        progress.ShouldBe(new SearchProgress
        {
            Generation = liveGeneration,
            EvaluationsPlanned = 6,
            EvaluationsDone = 5,
            TrainingsUsed = trainings,
            FrontSize = 3,
        });
    }

    [Fact]
    public void Progress_OfASearchThatEnded_IsNone() =>
        SearchView.Of(Running with { State = SearchStatus.Completed }, new LiveStatus(2, 6, 6, 6)).Progress.ShouldBeNull();

    [Fact]
    public void Search_ItsOrchestrationBroke_ShowsAsFailed()
    {
        var instance = new OrchestrationMetadata("x", "s1")
        {
            RuntimeStatus = OrchestrationRuntimeStatus.Failed,
            FailureDetails = TaskFailureDetails.FromException(new InvalidOperationException("out of luck")),
        };

        var view = SearchView.Of(Running, instance);

        view.State.ShouldBe(SearchStatus.Failed);
        view.Error.ShouldNotBeNull().ShouldContain("out of luck");
    }
}
