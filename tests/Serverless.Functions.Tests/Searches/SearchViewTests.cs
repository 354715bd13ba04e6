using Microsoft.DurableTask.Client;
using Microsoft.DurableTask;
using Serverless.Application.Searches;
using Serverless.Core.Searches;
using Serverless.Functions.Adapters;
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

        var view = SearchView.Of(Running, DurableOrchestrations.Describe(instance));

        view.State.ShouldBe(SearchStatus.Failed);
        view.Error.ShouldNotBeNull().ShouldContain("out of luck");
    }

    // What Azure Storage keeps of an instance has no failure details.
    [Theory]
    [InlineData("System.InvalidOperationException: out of luck", "The orchestration failed: out of luck")]
    [InlineData("\"System.InvalidOperationException: out of luck\"", "The orchestration failed: out of luck")]
    [InlineData("A.B: System.IO.IOException: disk: full\n   at A.B.C()\n   at D()", "The orchestration failed: disk: full")]
    [InlineData("System.ArgumentException: .NET number values\n   at System.Text.Json.ThrowHelper.Throw()", "The orchestration failed: Internal error (ArgumentException). The log of the functions app has the details under this search's id; report them.")]
    [InlineData("no type at all", "The orchestration failed: no type at all")]
    [InlineData("\"half", "The orchestration failed: \"half")]
    [InlineData(null, "The orchestration failed.")]
    public void Search_ItsOrchestrationBroke_TellsTheReasonAlone(string? output, string error) =>
        SearchView.Of(Running, DurableOrchestrations.Describe(Ended(OrchestrationRuntimeStatus.Failed, output))).Error.ShouldBe(error);

    [Theory]
    [InlineData("\"no longer needed\"", "The orchestration was terminated: no longer needed")]
    [InlineData("no longer needed", "The orchestration was terminated: no longer needed")]
    [InlineData("\"\"", "The orchestration was terminated.")]
    [InlineData("null", "The orchestration was terminated.")]
    [InlineData(null, "The orchestration was terminated.")]
    public void Search_ItsOrchestrationWasTerminated_TellsTheReasonIfAny(string? output, string error)
    {
        var view = SearchView.Of(Running, DurableOrchestrations.Describe(Ended(OrchestrationRuntimeStatus.Terminated, output)));

        (view.State, view.Error).ShouldBe((SearchStatus.Failed, error));
    }

    static OrchestrationMetadata Ended(OrchestrationRuntimeStatus status, string? output) =>
        new("x", "s1") { RuntimeStatus = status, SerializedOutput = output };
}
