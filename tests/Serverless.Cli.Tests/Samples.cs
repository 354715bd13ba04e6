using Serverless.Algorithms;
using Serverless.Cli.Reports;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Fronts;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Cli.Tests;

/// <summary>A made-up search of two generations: three on the front, two dominated, one infeasible.</summary>
static class Samples
{
    public const string Latency = "latencyMs@local-cpu";

    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly IReadOnlyDictionary<string, double> ReferencePoint = new Dictionary<string, double> { ["accuracy"] = 50, [Latency] = 5 };

    public static readonly Objective[] Objectives =
    [
        new() { Metric = "accuracy", Goal = Goal.Maximise, Threshold = 50 },
        new() { Metric = "latencyMs", Goal = Goal.Minimise, Device = "local-cpu", Threshold = 5 },
    ];

    public static SearchDocument Search(SearchStatus state = SearchStatus.Running, string? name = "quickstart", int trainings = 5, int reserved = 0) => new()
    {
        Id = "s0123456789abcdef",
        Name = name,
        State = state,
        StopReason = state == SearchStatus.Completed ? StopReason.BudgetTrainings : null,
        CreatedAt = Start,
        StartedAt = Start,
        CompletedAt = state is SearchStatus.Completed or SearchStatus.Failed or SearchStatus.Cancelled ? Start.AddSeconds(100) : null,
        Generation = 2,
        Budget = new BudgetLedger
        {
            Limits = new BudgetLimits { Trainings = 20, WallClockSeconds = 300 },
            TrainingsSpent = trainings,
            TrainingsReserved = reserved,
            EvaluationsSpent = 6,
            GenerationsSpent = 2,
            WorkerSeconds = 91.25,
        },
        FrontSize = 3,
        Hypervolume = 187.5,
        ReferencePoint = ReferencePoint,
    };

    public static FrontDocument Front() => new()
    {
        SearchId = "s0123456789abcdef",
        Generation = 2,
        Objectives = Objectives,
        ReferencePoint = ReferencePoint,
        Hypervolume = 187.5,
        Members = [Member("c1", 90.25, 0.5), Member("c2", 85, 0.125), Member("c3", 80.5, 0.0625)],
    };

    public static IReadOnlyList<Evaluation> Evaluations() =>
    [
        Evaluation("c1", 0, 90.25, 0.5), Evaluation("c2", 0, 85, 0.125), Evaluation("c4", 0, 70, 0.75),
        Evaluation("c3", 1, 80.5, 0.0625), Evaluation("c5", 1, 84, 0.25),
        Evaluation("c6", 1, 0, 0) with
        {
            Status = EvaluationStatus.Infeasible,
            Metrics = new Dictionary<string, double> { ["parameters"] = 250_000 },
            Cost = new EvaluationCost(),
        },
    ];

    public static IReadOnlyList<HistoryEntry> History() =>
    [
        new(1, 0, new CandidateId("c1"), 1, 181.1), new(2, 0, new CandidateId("c2"), 2, 184.2), new(3, 0, new CandidateId("c4"), 2, 184.2),
        new(4, 1, new CandidateId("c3"), 3, 187.5), new(5, 1, new CandidateId("c5"), 3, 187.5),
    ];

    public static SearchRequest Request() => new()
    {
        Name = "quickstart",
        Space = new SpaceSpecification { Name = "nasbench201-canonical", Channels = 8, CellsPerStage = 1 },
        Dataset = new DatasetSpecification { Name = "fashion-mnist", TrainingImages = 8192, ValidationImages = 2000 },
        Objectives = Objectives,
        Constraints = [new Constraint { Metric = "parameters", AtMost = 100_000 }],
        Algorithm = new AlgorithmSpecification { Name = "nsga2", PopulationSize = 6 },
        Budgets = new BudgetLimits { Trainings = 20, WallClockSeconds = 300 },
        Seed = 1,
    };

    public static ReportData Report() => new()
    {
        Search = Search(SearchStatus.Completed),
        Request = Request(),
        Front = Front(),
        Evaluations = Evaluations(),
        Workers = [("worker", new WorkerSplit(11, 80, 8, 2, 10, 5))],
        MadeAt = Start.AddMinutes(2),
    };

    public static Evaluation Evaluation(string candidate, int generation, double accuracy, double latency) => new()
    {
        Candidate = new CandidateId(candidate),
        Architecture = Architecture(candidate),
        Generation = generation,
        Fidelity = "full",
        Status = EvaluationStatus.Completed,
        Metrics = new Dictionary<string, double> { ["accuracy"] = accuracy, [Latency] = latency, ["parameters"] = 12_345 },
        Provenance = new Dictionary<string, string> { [Latency] = "measured" },
        Cost = new EvaluationCost { TrainingSeconds = 16, MeasuringSeconds = 1.5, TrainedOn = "cpu" },
        Recipe = "r1",
        Worker = "worker",
    };

    static FrontMember Member(string candidate, double accuracy, double latency) => new()
    {
        Candidate = new CandidateId(candidate),
        Architecture = Architecture(candidate),
        Objectives = new Dictionary<string, double> { ["accuracy"] = accuracy, [Latency] = latency },
        Metrics = new Dictionary<string, double> { ["testAccuracy"] = accuracy - 0.5, ["parameters"] = 12_345 },
    };

    static string Architecture(string candidate) => $"|nor_conv_3x3~0|+|none~0|skip_connect~1|+|avg_pool_3x3~0|none~1|nor_conv_1x1~2|{candidate}";
}
