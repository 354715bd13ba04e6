using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Serverless.Algorithms;
using Serverless.Application.Jobs;
using Serverless.Application.Searches;
using Serverless.Application.Surrogates;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Jobs;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Core.Surrogates;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;
using Serverless.Spaces;

namespace Serverless.Functions.Tests.Orchestrations;

/// <summary>The largest inputs and outputs of every orchestrator and activity, which the engine stores and reads again on each replay.</summary>
public sealed class PayloadSizeTests
{
    const int SixteenKibibytes = 16 * 1024;
    const int MostCandidates = 200;
    const int MostProposals = 10_000;
    const int MostGenerations = 99_999;
    const int MostObjectives = 6;
    const int LongestFailure = 2_000;
    const int LongestJobError = 1_000;

    static readonly DateTimeOffset Now = new(2026, 12, 31, 23, 59, 59, 999, TimeSpan.FromHours(14));
    static readonly string SearchId = new('s', 63);
    static readonly string SurrogateId = new('s', 90);

    // Each takes six bytes in JSON.
    static readonly string Failure = new('\u4e2d', LongestFailure);

    static readonly EvaluationFailure Cause = new(new string('\u4e2d', EvaluationFailure.LongestReason), IsShared: true);

    static readonly JobRetryOptions Terms = new(TimeSpan.FromDays(10_000) - TimeSpan.FromTicks(1), int.MaxValue);
    static readonly BudgetLimits Limits = new()
    {
        Trainings = int.MaxValue,
        Epochs = int.MaxValue,
        Evaluations = int.MaxValue,
        Generations = int.MaxValue,
        WallClockSeconds = double.MaxValue,
    };
    static readonly SearchExtension Extension = new()
    {
        Id = new string('f', 20),
        At = Now,
        Added = Limits,
        Generation = MostGenerations,
        StopReason = StopReason.BudgetEvaluations,
        EndedAt = Now,
    };
    static readonly SearchPlan Plan = new(Now, Now, Terms, TakesJobs: false, int.MaxValue, HasSurrogate: true, int.MaxValue, Gpu, [.. Enumerable.Repeat(10, 1_000)]);
    static readonly Work Work = new(WorkKind.Evaluation, SearchId, Terms, MostGenerations, MostProposals, 1_000, int.MaxValue, SurrogateId);
    static readonly int[] Chosen = [.. Enumerable.Range(MostProposals - MostCandidates, MostCandidates)];

    static readonly FailureCount Failures = new(int.MaxValue, int.MaxValue, int.MaxValue, Cause);
    static readonly Arrival[] Heard = [.. Enumerable.Repeat(new Arrival(MostGenerations, MostCandidates, 1_000), AsynchronousSearch.MostHeard)];

    static EpochAllowance Gpu => new(1e9 / 3, 1e9 / 7, int.MaxValue, 1.0 / 3);

    static Dictionary<string, object?[]> Payloads => new()
    {
        [FunctionNames.SearchOrchestrator] =
        [
            new SearchState(SearchId, Now, MostGenerations, Plan, Extension, new FailureCount(int.MaxValue, int.MaxValue, int.MaxValue, Cause)),
            new SearchState(
                SearchId,
                Now,
                MostGenerations,
                Plan,
                Extension: null,
                Failures,
                new AsynchronousState(1_000, IsDue: false, 10, StopReason.NoImprovementEvaluations, Failures.Verdict(maximumFailures: 0), Heard, LooksAtAll: true)),
            new LiveStatus(MostGenerations, MostCandidates, MostCandidates, MostCandidates, 1_000, 1_000, MostCandidates),
        ],
        [FunctionNames.EvaluationOrchestrator] = [new WorkInput(Work, Progress, IsPaused: true, Now.UtcDateTime, IsFinishing: true), new EvaluationEnd(MostProposals, IsTrained: false, IsStopped: false, Cause, 1.0 / 3, int.MaxValue)],
        [FunctionNames.TestOrchestrator] = [new WorkInput(Work, Progress, IsPaused: true), new EvaluationEnd(MostProposals, IsTrained: false)],
        [FunctionNames.FitOrchestrator] = [new WorkInput(Work, Progress, IsPaused: true), new EvaluationEnd(MostProposals, IsTrained: false)],
        [FunctionNames.AdvanceWork] =
        [
            new AdvanceWorkInput(Work, $"{SearchId}-g{MostGenerations}-c{MostProposals}-r1000", Progress, WorkWish.Pause),
            new AdvancedWork(Progress, new EvaluationEnd(MostProposals, IsTrained: false, IsStopped: false, Cause)),
        ],
        [FunctionNames.BeginSearch] = [new BeginSearchInput(SearchId, Now, Now, Extension), Plan],
        [FunctionNames.PlanSurrogate] = [new PlanSurrogateInput(SearchId, MostGenerations, Now), SurrogateId],
        [FunctionNames.SettleSurrogate] = [new PlannedFit(SearchId, MostGenerations, SurrogateId, Failure), SurrogateRole.Active],
        [FunctionNames.ProposeCandidates] = [new GenerationInput(SearchId, MostGenerations), new ProposedGeneration(MostProposals, true, true)],
        [FunctionNames.ScoreCandidates] = [new ScoreCandidatesInput(SearchId, MostGenerations, MostProposals, SearchOrchestrator.ShardSize), MostProposals],
        [FunctionNames.SelectForTraining] = [new GenerationInput(SearchId, MostGenerations), Chosen],
        [FunctionNames.WeighSelection] = [new GenerationInput(SearchId, MostGenerations), Enumerable.Repeat(int.MaxValue, MostCandidates)],
        [FunctionNames.PromoteCandidates] = [new PromoteCandidatesInput(SearchId, MostGenerations, 1_000), Chosen],
        [FunctionNames.MergeFront] = [new MergeFrontInput(SearchId, MostGenerations, Now), new MergedGeneration(StopReason.BudgetEvaluations, Gpu)],
        [FunctionNames.SelectForTesting] =
        [
            new SelectForTestingInput(SearchId, int.MaxValue),
            Enumerable.Repeat(new FrontTest(int.MaxValue, int.MaxValue), SelectForTestingActivity.Most),
        ],
        [FunctionNames.EndSearch] = [new EndSearchInput(SearchId, StopReason.BudgetEvaluations, Now, Now), new EndedSearch(false, MostGenerations, Now, Gpu)],
        [FunctionNames.FailSearch] = [new FailSearchInput(SearchId, Now, Now, Failure)],
        [FunctionNames.TakeTurn] =
        [
            new TakeTurnInput(SearchId, MostGenerations, Now, Terms, Heard, LooksAtAll: false, IsStopping: false, Failures, int.MaxValue),
            new TurnTaken(IsTaken: false, 1_000, IsDue: false, StopReason.NoImprovementEvaluations, false, false, Failures, Failures.Verdict(maximumFailures: 0)),
        ],
        [FunctionNames.SignalEvaluations] = [new SignalEvaluationsInput(SearchId, MostGenerations, EventNames.Resume, DateTime.MaxValue.Ticks)],
        [FunctionNames.PaceSearch] = [new PaceSearchInput(SearchId, Now), new SearchPacing(false, Now, Gpu)],
    };

    public static TheoryData<string> Functions => [.. Payloads.Keys];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Payloads_AtTheirLargest_AreOfSixteenKibibytesAtMost(string function) => Payloads[function]
        .ShouldAllBe(payload => JsonSerializer.SerializeToUtf8Bytes(payload, JsonSerializerOptions.Default).Length <= SixteenKibibytes);

    [Fact]
    public void Functions_ThatTheEngineRuns_AreAllAmongThem()
    {
        var functions =
            from type in typeof(WorkRun).Assembly.GetTypes()
            from method in type.GetMethods()
            let function = method.GetCustomAttribute<FunctionAttribute>()
            where function is not null && method.GetParameters().Any(parameter =>
                parameter.GetCustomAttribute<ActivityTriggerAttribute>() is not null || parameter.GetCustomAttribute<OrchestrationTriggerAttribute>() is not null)
            select function.Name;

        functions.ShouldBe(Payloads.Keys, ignoreOrder: true);
    }

    /// <summary>Every measurement done but the last, which failed with the longest error there is.</summary>
    static WorkProgress Progress
    {
        get
        {
            var model = $"jobs/{SearchId}-{new string('c', 64)}-train-e1000-{int.MaxValue}/model.onnx";
            var measured = new JobEnd(JobEndKind.Completed, int.MaxValue, model);
            return new WorkProgress(
                [
                    Step(JobKind.Train, null, measured),
                    .. Enumerable.Repeat(Step(JobKind.Measure, new string('d', 40), measured) with { Limits = [Limit, Limit] }, MostObjectives - 1),
                    Step(JobKind.Measure, new string('d', 40), new JobEnd(JobEndKind.GaveUp, int.MaxValue, Error: new string('\u4e2d', LongestJobError))),
                ],
                model,
                new ProposedCandidate(Id('p'), new string('7', 400), [Id('q'), Id('r')], "crossover") { Inherits = new(Id('q'), new string('7', 400), InheritanceKind.Grow) });

            static CandidateId Id(char digit) => new(new string(digit, 64));
        }
    }

    static Constraint Limit => new() { Metric = "latencyMs", Device = new string('d', 40), AtMost = 1e30 / 3, AtLeast = 1e-30 / 3 };

    static WorkStep Step(JobKind kind, string? device, JobEnd end) => new(
        kind, device, int.MaxValue, int.MaxValue, $"{SearchId}-{new string('c', 64)}-measure-{device}-{int.MaxValue}", end);
}
