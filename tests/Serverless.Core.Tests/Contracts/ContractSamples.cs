using Serverless.Algorithms;
using Serverless.Algorithms.Acquisition;
using Serverless.Core.Budgets;
using Serverless.Core.Datasets;
using Serverless.Core.Devices;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Fronts;
using Serverless.Core.Generators;
using Serverless.Core.Jobs;
using Serverless.Core.Objectives;
using Serverless.Core.Schedules;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Core.Validation;
using Serverless.Spaces;
using Serverless.Spaces.Recipes;
using static Serverless.Core.Tests.Contracts.SampleParts;

namespace Serverless.Core.Tests.Contracts;

/// <summary>One value of each contract, with every field set.</summary>
static class ContractSamples
{
    static readonly PromotionDecision Decision = new()
    {
        Candidate = Candidate,
        Rule = "nondominatedRankThenHypervolumeContribution",
        Rung = 1,
        Values = new Dictionary<string, double> { ["accuracy"] = 80.5, ["latencyMs@local-cpu"] = 1.25 },
        Rank = 2,
        Contribution = 0.5,
        Place = 3,
        Compared = 12,
        LastPlaceKept = 4,
        PlaceInGeneration = 1,
        LastPlaceKeptInGeneration = 2,
        IsPromoted = true,
        Chance = 0.375,
        LeastChance = 0.25,
        WholeCurves = 12,
    };

    static readonly Evaluation Evaluation = new()
    {
        Candidate = Candidate,
        Architecture = Cell,
        Generation = 2,
        Index = 4,
        Parents = [Parent],
        Inherits = Inherits,
        Fidelity = "full",
        Status = EvaluationStatus.Completed,
        Metrics = new Dictionary<string, double> { ["accuracy"] = 88.5, ["latencyMs@local-cpu"] = 1.25, ["parameters"] = 20914 },
        Provenance = new Dictionary<string, string> { ["latencyMs@local-cpu"] = "measured" },
        Cost = new EvaluationCost { TrainingSeconds = 12.5, MeasuringSeconds = 0.75, GpuSeconds = 10.5, Epochs = 3, EpochsCached = 2, TrainedOn = "cpu" },
        Seed = 7,
        Attempt = 2,
        Worker = "worker-1",
        EndedAt = Time,
        Recipe = "fb741ec5863f8f06",
        Cached = true,
        ImportedFrom = "s0123456789abcdef0123",
        ModelBlob = "jobs/j1/model.onnx",
        Rungs =
        [
            new RungResult
            {
                Rung = 1,
                Epochs = 1,
                Metrics = new Dictionary<string, double> { ["accuracy"] = 80.5, ["latencyMs@local-cpu"] = 1.25 },
                Cached = true,
                Decision = Decision,
            },
        ],
        Predicted = SurrogateSamples.Predicted,
        Error = "an example; completed evaluations have none",
        Failure = new EvaluationFailure("Out of memory.", IsShared: true),
    };

    static readonly OutcomeCounts Outcomes = new()
    {
        Completed = 17,
        EarlyStopped = 9,
        Infeasible = 5,
        Failed = 3,
        Abandoned = 2,
        Cached = 4,
        Failures = [new FailureReason("Out of memory.", 3)],
        Misses = [new ConstraintMiss(new Constraint { Metric = "parameters", AtMost = 100_000, AtLeast = 1 }, 5, 100_250)],
    };

    static readonly SearchExtension Extension = new()
    {
        Id = "0123456789abcdef0123",
        At = Time.AddSeconds(60),
        Added = Limits,
        Generation = 2,
        StopReason = StopReason.BudgetTrainings,
        EndedAt = Time.AddSeconds(2.5),
    };

    static readonly Dictionary<string, RecipeDimension> Recipe = new()
    {
        ["momentum"] = new()
        {
            Choices = [ChoiceValue.Of(0), ChoiceValue.Of(0.9)],
            Scale = GridScale.Linear,
            When = new Dictionary<string, IReadOnlyList<ChoiceValue>> { ["optimiser"] = [new("sgd")] },
        },
        ["optimiser"] = new() { Choices = [new("sgd"), new("adamw")] },
        ["horizontalFlip"] = new() { Choices = [new("false"), new("true")] },
    };

    static readonly FrontDocument Front = new()
    {
        SearchId = "s0123456789abcdef0123",
        Generation = 3,
        Evaluations = 17,
        Outcomes = Outcomes,
        Objectives = [Accuracy, Latency],
        ReferencePoint = new Dictionary<string, double> { ["accuracy"] = 50, ["latencyMs@local-cpu"] = 5 },
        ReferencePointOrigin = new ReferencePointOrigin(["accuracy"], Generation: 1, Evaluations: 3),
        Hypervolume = 144.375,
        GenerationsWithoutImprovement = 1,
        EvaluationsWithoutImprovement = 8,
        RetrainOf = "s0123456789abcdef0124",
        Members =
        [
            new FrontMember
            {
                Candidate = Candidate,
                Architecture = Cell,
                Objectives = new Dictionary<string, double> { ["accuracy"] = 88.5, ["latencyMs@local-cpu"] = 1.25 },
                Metrics = new Dictionary<string, double> { ["parameters"] = 20914, ["testAccuracy"] = 87.75 },
                Generation = 2,
                Parents = [Parent],
                ModelBlob = "jobs/j1/model.onnx",
                ImportedFrom = "s0123456789abcdef0123",
                Predicted = SurrogateSamples.Predicted,
            },
        ],
    };

    public static SupernetSpecification Supernet => new() { Epochs = 12, NetworksPerStep = 3, Distillation = 0.5 };

    public static SearchRequest Request { get; } = new()
    {
        Name = "quickstart",
        Space = Space with { Recipe = Recipe, BitWidths = [8, 32] },
        Dataset = Dataset,
        Objectives = [Accuracy, Latency],
        Constraints = [new Constraint { Metric = "parameters", AtMost = 100_000, AtLeast = 1 }, new Constraint { Metric = "latencyMs", Device = "local-cpu", AtMost = 2.5 }],
        Algorithm = new AlgorithmSpecification { Name = "nsga2", PopulationSize = 6 },
        Training = Training,
        Promotion = new PromotionSpecification { ReductionFactor = 4, Variant = HalvingVariant.Promotion, Rule = RungRule.LearningCurves, LeastChance = 0.25, WholeCurves = 8 },
        Supernet = Supernet,
        Surrogate = SurrogateSamples.Specification,
        Budgets = Limits,
        MaxFailures = 3,
        Seed = 7,
        Seeds = [Cell],
        SeedsFrom = new GeneratorSeeds { Generator = "gen-s0123456789abcdef0123", Device = "board", Limit = 2.5, Count = 10, Seed = 3 },
        RetrainOf = "s0123456789abcdef0123",
        ImportFrom = new ImportSpecification
        {
            RetryFailed = true,
            Search = "s0123456789abcdef0123",
            Rows = [new ImportedResult { Architecture = Cell, Metrics = new Dictionary<string, double> { ["accuracy"] = 81.5 }, Recipe = "0123456789abcdef" }],
        },
    };

    static SearchEvent Event => new()
    {
        Cursor = "2-1-4-3-812",
        Type = SearchEventKind.StoppedEarly,
        At = Time,
        Generation = 4,
        Candidates = 6,
        Candidate = Candidate,
        Architecture = Cell,
        Status = EvaluationStatus.EarlyStopped,
        Reason = "The search ended first.",
        Rung = 1,
        Epochs = 3,
        Metrics = new Dictionary<string, double> { ["accuracy"] = 88.5 },
        Cached = true,
        Worker = "worker-1",
        FrontSize = 5,
        Hypervolume = 180.5,
        State = SearchStatus.Completed,
        StopReason = StopReason.BudgetTrainings,
        Added = new BudgetLimits { Trainings = 6 },
    };

    public static IReadOnlyList<object> All { get; } =
    [
        Request with
        {
            Evaluator = new EvaluatorSpecification { Kind = EvaluatorKind.Table, Table = "nb201", Name = "my-board" },
            Mode = SearchMode.Asynchronous,
            Parallelism = 16,
        },
        Event,
        new SearchEventPage(
            [Event],
            "2-1-4-3-812",
            IsEnded: false,
            [
                new SearchWait
                {
                    Kind = SearchWaitKind.Worker,
                    What = "a worker",
                    Since = Time,
                    Queue = "jobs",
                    QueueLength = 3,
                    LastHeartbeat = Time,
                    Remedy = "Start one: ./serverless worker",
                },
            ],
            "/api/searches/s0123456789abcdef0123/events?after=2-1-4-3-812"),
        new SearchDocument
        {
            Id = "s0123456789abcdef0123",
            Name = "quickstart",
            State = SearchStatus.Failed,
            StopReason = StopReason.Failed,
            Error = "Blob 'searches/s1/front.json' is not well-formed.",
            Note = "The dataset has no test images, so the front has no test accuracy.",
            CreatedAt = Time,
            StartedAt = Time.AddSeconds(1),
            CompletedAt = Time.AddSeconds(2.5),
            PauseRequestedAt = Time.AddSeconds(1.25),
            PausedAt = Time.AddSeconds(1.5),
            Pauses = [new PausePeriod(Time, 1, Time.AddSeconds(1)), new PausePeriod(Time.AddSeconds(1.5), 2)],
            ResumesAt = Time.AddHours(1),
            Schedule = new ScheduleOrigin("nightly", Time, true, 200, Time.AddSeconds(1.25)),
            Generation = 2,
            Budget = new BudgetLedger
            {
                Limits = Limits,
                TrainingsReserved = 1,
                TrainingsSpent = 2,
                TrainingsCached = 3,
                EpochsPerTraining = 3,
                EpochsReserved = 9,
                EpochsSpent = 12,
                EpochsCached = 6,
                EpochsSaved = 18,
                EarlyStopped = 9,
                TrainingSeconds = 5.5,
                WholeTrainings = 2,
                WholeTrainingSeconds = 4.5,
                EvaluationsSpent = 4,
                GenerationsSpent = 5,
                WorkerSeconds = 6.5,
                GpuSecondsSpent = 4.25,
                GpuSecondsReserved = 9.5,
                GenerationsWithoutImprovement = 1,
                EvaluationsWithoutImprovement = 8,
                Hypervolume = 120.25,
                PausedSeconds = 8.5,
                ReservedGeneration = 5,
                TrainingsGranted = 7,
            },
            Outcomes = Outcomes,
            FrontSize = 3,
            Hypervolume = 123.5,
            ReferencePoint = new Dictionary<string, double> { ["accuracy"] = 50, ["latencyMs@local-cpu"] = 5 },
            ReferencePointOrigin = new ReferencePointOrigin(["accuracy"], Generation: 1, Evaluations: 3),
            Warnings = [new FieldError("/objectives/0/threshold", "No accuracy is better than 100.")],
            Extensions = [Extension],
            Surrogate = new SurrogateProgress { Decision = SurrogateSamples.Decision, Kind = "ridge", Screened = 1_500, Chosen = 18 },
            Progress = new SearchProgress
            {
                Generation = 3,
                EvaluationsPlanned = 6,
                EvaluationsDone = 2,
                EvaluationsUnderWay = 4,
                EvaluationsWaiting = 2,
                EvaluationsFailed = 1,
                Rung = 1,
                Rungs = 2,
                TrainingsUsed = 14,
                FrontSize = 3,
                Hypervolume = 123.5,
            },
            Waits =
            [
                new SearchWait
                {
                    Kind = SearchWaitKind.Device,
                    What = "an agent of device 'board'",
                    Since = Time,
                    Queue = "measure-board",
                    QueueLength = 4,
                    LastHeartbeat = Time,
                    Remedy = "Start one.",
                },
            ],
        },
        new SearchCancellation(Time),
        new SearchTrace(TraceParent),
        new IdempotencyRecord("s0123456789abcdef0123", "hash", Time),
        new ResultPage<HistoryEntry>([new HistoryEntry(17, 2, Candidate, 5, 144.375)], "/api/searches?after=s1", ["A blob is broken."]),
        new SearchHistoryPage([new HistoryEntry(17, 2, Candidate, 5, 144.375)], [Extension], [SurrogateSamples.Decision], "/api/searches/s1/history?after=0-150"),
        new DatasetReference { Blob = "stripes.npz", Sha256 = new string('0', 64) },
        new DatasetFingerprint { Dataset = "flowers", Files = [new DatasetFile { Path = "flowers/train.npz", Sha256 = new string('0', 64) }] },
        new CandidateSet { Generation = 2, Candidates = [new ProposedCandidate(Candidate, Cell, [Parent], "crossover") { Inherits = Inherits }] },
        new ScoreSet
        {
            Generation = 2,
            Scores = [new CandidateScore(Candidate, new Dictionary<string, double> { ["parameters"] = 20914 }, 0.5) { Predicted = SurrogateSamples.Prediction }],
        },
        new TrainingSelection
        {
            Generation = 2,
            Selected = [Candidate],
            Declined = 1,
            Choices = [new CandidateChoice(Candidate, ChoiceReason.Improvement, 1.5)],
            DropsOthers = true,
        },
        new ArrivalSet { Generation = 2, Arrivals = [new Arrival(1, 3, 2)], Wanted = 1, IsStopping = true, IsShort = true, Promoted = 2, Fitted = "s0123456789abcdef0123-g2", Chosen = [Candidate] },
        new OpenEvaluations
        {
            Generation = 2,
            Evaluations = [new OpenEvaluation { Generation = 1, Index = 3, Candidate = Candidate, Rung = 2, IsInfeasible = true, IsImported = true, IsFinishing = true, Epochs = 12, Cost = new EvaluationCost { TrainingSeconds = 1.5, Epochs = 1 }, Decisions = [Decision], Predicted = SurrogateSamples.Predicted }],
            Screened = 60,
        },
        new RungPromotion { Generation = 2, Rung = 1, Decisions = [Decision] },
        new ProposalLine { Generation = 2, Genotypes = "AQID" },
        new RungPool
        {
            Generation = 2,
            Entries = [new RungEntry(Candidate, 1, Decision.Values) { Architecture = Cell }],
            Joined = [new OpenEvaluation { Generation = 1, Index = 3, Candidate = Candidate, Rung = 1 }],
            Left = [Parent],
        },
        new EvaluationSet { Generation = 2, Evaluations = [Evaluation] },
        EvaluationColumns.Of([Evaluation, Evaluation with { Rungs = null, Predicted = null, Worker = null, EndedAt = null }], 3, "/api/searches/s1/columns?generation=3"),
        Evaluation,
        new FrontComparison(Decision.Values, [new ComparedFront("s0123456789abcdef0123", 3, 24, 187.5, 2)]),
        Front,
        new FrontHead(Front) { Parts = [new FrontPart("00003-0123456789abcdef0123456789abcdef", 1, 512)], Replaced = ["00002-0123456789abcdef0123456789abcdef"] },
        new FrontPartDocument { Members = Front.Members },
        new HistoryEntry(17, 2, Candidate, 5, 144.375),
        new DeviceDefinition
        {
            Id = "board",
            Kind = DeviceKind.Lookup,
            Description = "A board on the desk.",
            Tables = new Dictionary<string, LookupTable>
            {
                ["latencyMs"] = new(0.5, new Dictionary<string, double> { ["none"] = 0, ["nor_conv_3x3"] = 0.25 })
                {
                    PerDecision = new Dictionary<string, IReadOnlyDictionary<string, double>> { ["edge0"] = new Dictionary<string, double> { ["none"] = 0.125 } },
                    Pairs = new ChoicePairs([0.5, 0.25, 0.125]),
                },
            },
            Surrogate = "fit-s0123456789abcdef0123",
            Space = new SpaceSpecification { Name = "nasbench201", Channels = 8, CellsPerStage = 1 },
            Measurements = [new DeviceMeasurements("latencyMs", new MeasuredSkeleton("mobile", 8, 1, "1x28x28x10", "8,32"), [new DeviceMeasurement(Cell, 2.5)])],
            Queue = new QueueState { Name = "measure-board", Length = 4, WaitingSince = Time, Workers = 1, LastHeartbeat = Time },
        },
        new ApiProblem
        {
            Title = "The request is not valid.",
            Status = 400,
            Detail = "1 fault.",
            Code = "invalidRequest",
            TraceId = "00-1",
            Errors = new Dictionary<string, IReadOnlyList<string>> { ["/seed"] = ["This must be a whole number."] },
        },
        .. JobSamples.All,
        .. ScheduleSamples.All,
        .. SurrogateSamples.All,
        .. GeneratorSamples.All,
    ];
}
