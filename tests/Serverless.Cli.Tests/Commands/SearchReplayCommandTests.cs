using System.Text.Json;
using Serverless.Algorithms;
using Serverless.Core;
using Serverless.Core.Devices;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Cli.Tests.Commands;

public sealed class SearchReplayCommandTests
{
    static readonly SearchRequest Request = new()
    {
        Space = new() { Name = "nasbench201", Channels = 4, CellsPerStage = 1 },
        Dataset = new() { Name = "fashion-mnist", TrainingImages = 100, ValidationImages = 100 },
        Objectives = [new() { Metric = Metric.Accuracy.Name, Goal = Goal.Maximise }, new() { Metric = Metric.Macs.Name, Goal = Goal.Minimise }],
        Algorithm = new AlgorithmSpecification { Name = "nsga2" }.Completed(),
        Budgets = new() { Trainings = 12 },
        Mode = SearchMode.Asynchronous,
        Parallelism = 3,
    };

    readonly List<ArrivalSet> _journal = [];
    readonly AsynchronousRun _run;

    public SearchReplayCommandTests()
    {
        _run = new AsynchronousRun(new TrainingEvaluator(Request, new Dictionary<string, DeviceDefinition>()), Train);
        IReadOnlyList<Arrival> arrivals = [];
        for (var turn = 0; turn == 0 || _run.Evaluations.Count < 12; turn++)
        {
            var proposed = _run.Turn(arrivals);
            _journal.Add(new ArrivalSet { Generation = turn, Arrivals = arrivals, Wanted = proposed.Count });
            arrivals = [turn < 10 ? new Arrival(turn, proposed.Count - 1) : new Arrival(0, turn - 10)];
        }
    }

    [Fact]
    public async Task Replay_TheSameCourse_SaysSo()
    {
        using var platform = Platform(_journal, Ended);

        var run = await CliRun.OfAsync(platform, "search", "replay", "s1");
        var json = await CliRun.OfAsync(platform, "search", "replay", "s1", "--output", "json");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
        run.Out.ShouldContain($"{_run.Front!.Members.Count}, equal");
        JsonSerializer.Deserialize(json.Out, CoreJson.Default.FrontDocument)!.Hypervolume.ShouldBe(_run.Front.Hypervolume);
    }

    [Fact]
    public async Task Replay_CandidatesThatBreakALimitWhoseLatencyIsLookedUp_AsksForTheDevices()
    {
        var board = new DeviceDefinition
        {
            Id = "board",
            Kind = DeviceKind.Lookup,
            Tables = new Dictionary<string, LookupTable>
            {
                ["latencyMs"] = new(0.5, new[] { "none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3" }.ToDictionary(operation => operation, operation => operation.Length / 100.0)),
            },
        };
        var request = Request with
        {
            Objectives = [Request.Objectives[0], new() { Metric = "latencyMs", Goal = Goal.Minimise, Device = board.Id }],
            Constraints = [new() { Metric = "parameters", AtMost = 6_000 }],
        };
        var course = new AsynchronousRun(new TrainingEvaluator(request, new Dictionary<string, DeviceDefinition> { [board.Id] = board }), (started, candidate, rung, before) => Train(request, started, candidate));
        course.Run(open => [open[0].Arrival]);
        course.Evaluations.ShouldContain(evaluation => evaluation.Status == EvaluationStatus.Infeasible);
        using var platform = Platform(request, course, course.Journal, Ended)
            .Answer("GET /api/devices", 200, JsonSerializer.Serialize(new ResultPage<DeviceDefinition>([board]), CoreJson.Default.DevicePage));

        var run = await CliRun.OfAsync(platform, "search", "replay", "s1");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Error);
    }

    [Fact]
    public async Task Replay_OtherCourse_EndsWithTheFirstDifference()
    {
        using var platform = Platform([.. _journal.Take(2), _journal[2] with { Wanted = 3 }, .. _journal.Skip(3)], Ended);

        var run = await CliRun.OfAsync(platform, "search", "replay", "s1");

        run.ExitCode.ShouldBe(ExitCodes.Failure);
        run.Error.ShouldContain("The replay of search s1 differs.");
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Replay_SearchThatRuns_IsToBeWatched()
    {
        using var platform = Platform(_journal, Ended with { CompletedAt = null });

        var run = await CliRun.OfAsync(platform, "search", "replay", "s1");

        run.ExitCode.ShouldBe(ExitCodes.StillRunning);
        run.Error.ShouldContain("serverless search watch s1");
    }

    [Fact]
    public async Task Replay_SynchronousSearch_HasNoJournal()
    {
        using var platform = new FakePlatform().Answer(
            "GET /api/searches/s1/request", 200, JsonSerializer.Serialize(Request with { Mode = null, Parallelism = null }, CoreJson.Default.SearchRequest));

        var run = await CliRun.OfAsync(platform, "search", "replay", "s1");

        run.ExitCode.ShouldBe(ExitCodes.Usage);
        run.Error.ShouldContain("synchronous");
    }

    SearchDocument Ended => Samples.Search() with { CompletedAt = DateTimeOffset.UnixEpoch, Budget = _run.State.Budget };

    FakePlatform Platform(IReadOnlyList<ArrivalSet> journal, SearchDocument state) => Platform(Request, _run, journal, state);

    static FakePlatform Platform(SearchRequest request, AsynchronousRun run, IReadOnlyList<ArrivalSet> journal, SearchDocument state) => new FakePlatform()
        .Answer("GET /api/searches/s1/request", 200, JsonSerializer.Serialize(request, CoreJson.Default.SearchRequest))
        .Answer("GET /api/searches/s1", 200, JsonSerializer.Serialize(state, CoreJson.Default.SearchDocument))
        .Answer("GET /api/searches/s1/journal", 200, JsonSerializer.Serialize(new ResultPage<ArrivalSet>(journal), CoreJson.Default.JournalPage))
        .Answer("GET /api/searches/s1/evaluations", 200, JsonSerializer.Serialize(new ResultPage<Evaluation>(run.Evaluations), CoreJson.Default.EvaluationPage))
        .Answer("GET /api/searches/s1/front", 200, JsonSerializer.Serialize(run.Front!, CoreJson.Default.FrontDocument));

    static Evaluation Train(Evaluation started, Candidate candidate, int rung, Evaluation? before) => Train(Request, started, candidate);

    static Evaluation Train(SearchRequest request, Evaluation started, Candidate candidate) => Outcomes.Conclude(
        Outcomes.AddMetric(
            started with { Cost = new EvaluationCost { TrainedOn = "cpu" } }, Metric.Accuracy.Name, 50 + (candidate.Proposed.Id.Value[^1] % 16), provenance: null),
        request.Objectives);
}
