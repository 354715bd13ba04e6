using Serverless.Application.Jobs;
using Serverless.Core.Budgets;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Tests.Orchestrations;

/// <summary>A search orchestration with the activity results of a healthy search, unless a test sets others.</summary>
static class SearchRun
{
    public const string SearchId = "s0123456789abcdef0123";

    static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static FakeOrchestration Of(
        int candidates, DateTimeOffset? deadline = null, StopReason? stopReason = null, int generation = 0, SearchState? turn = null, bool isOfTable = false, int rungs = 1, bool hasSurrogate = false, int? maximumFailures = null)
    {
        var plan = new SearchPlan(Start, deadline, new JobRetryOptions(TimeSpan.FromMinutes(15), 3), !isOfTable, rungs, hasSurrogate, maximumFailures);
        return new FakeOrchestration(SearchId, turn ?? new SearchState(SearchId, Start, generation, generation == 0 ? null : plan))
            .On<BeginSearchInput>(FunctionNames.BeginSearch, _ => plan)
            .On<GenerationInput>(FunctionNames.ProposeCandidates, _ => new ProposedGeneration(candidates))
            .On<ScoreCandidatesInput>(FunctionNames.ScoreCandidates, shard => shard.Count)
            .On<GenerationInput>(FunctionNames.SelectForTraining, _ => Enumerable.Range(0, candidates).ToArray())
            .On<MergeFrontInput>(FunctionNames.MergeFront, _ => new MergedGeneration(stopReason))
            .On<SelectForTestingInput>(FunctionNames.SelectForTesting, _ => new[] { new FrontTest(0, 1), new FrontTest(2, 1) })
            .On<EndSearchInput>(FunctionNames.EndSearch, _ => new EndedSearch(GoesOn: false, generation, deadline))
            .On<PaceSearchInput>(FunctionNames.PaceSearch, _ => new SearchPacing(IsPaused: false, deadline))
            .On<FailSearchInput>(FunctionNames.FailSearch, _ => null);
    }

    public static string Child(int index, int generation = 0, int rung = 1) => EvaluationOrchestrator.InstanceId(SearchId, generation, index, rung);

    public static string Test(int index, int generation = 0) => TestOrchestrator.InstanceId(SearchId, generation, index);

    public static void EndEvaluations(this FakeOrchestration run, int count, int generation = 0)
    {
        for (var index = 0; index < count; index++)
        {
            run.EndChild(Child(index, generation), new EvaluationEnd(index, IsTrained: true));
        }
    }
}
