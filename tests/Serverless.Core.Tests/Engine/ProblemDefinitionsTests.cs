using Serverless.Algorithms;
using Serverless.Core.Devices;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tests.Tables;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Engine;

/// <summary>The information that algorithms receive before anything is evaluated.</summary>
public sealed class ProblemDefinitionsTests
{
    static readonly SearchRequest Plain = new()
    {
        Space = new NasBench201Space().DefaultSkeleton,
        Dataset = new() { Name = "fashion-mnist" },
        Objectives = [new() { Metric = "accuracy", Goal = Goal.Maximise }, new() { Metric = "macs", Goal = Goal.Minimise }],
        Algorithm = new AlgorithmSpecification { Name = "gp-ehvi" }.Completed(),
        Training = new() { Epochs = 1 },
        Budgets = new() { Trainings = 24 },
    };

    [Fact]
    public void Of_NeitherThresholdsNorConstraintsNorCosts_IsNothing() =>
        Of(Plain with { Objectives = [Plain.Objectives[0]] }).ShouldBe(ProblemDefinition.Unknown);

    [Fact]
    public void Of_ObjectivesThatAreCountedOrLookedUp_AreKnownBeforehandAndMinimised()
    {
        var board = new DeviceDefinition
        {
            Id = "board",
            Kind = DeviceKind.Lookup,
            Tables = new Dictionary<string, LookupTable> { ["latencyMs"] = new(1, new NasBench201Space().Dimensions[0].Choices.ToDictionary(operation => operation, _ => 0.5)) },
        };
        Objective[] objectives = [.. Plain.Objectives, new() { Metric = "parameters", Goal = Goal.Maximise }, new() { Metric = "latencyMs", Device = "board", Goal = Goal.Minimise }];
        var evaluator = new TrainingEvaluator(Plain with { Objectives = objectives }, new Dictionary<string, DeviceDefinition> { ["board"] = board });
        var cell = evaluator.Parse("|skip_connect~0|+|none~0|nor_conv_3x3~1|+|skip_connect~0|none~1|none~2|");

        var known = ProblemDefinitions.Of(evaluator).KnownObjectives.ShouldNotBeNull()(cell);

        var counted = evaluator.KnownOf(cell);
        known.ShouldBe([double.NaN, counted["macs"], -counted["parameters"], LookupEstimator.Estimate(board, "latencyMs", evaluator.Space, cell)]);
    }

    [Fact]
    public void Of_ATable_KnowsTheColumnsOfWhatIsCountedAlone()
    {
        const string description = """
            {
              "name": "grid", "dimensions": [ { "name": "depth", "choices": ["2", "4"] } ],
              "files": [ { "name": "grid.csv", "metrics": [
                { "column": "size", "metric": "parameters", "goal": "minimise" }, { "column": "ms", "metric": "latencyMs", "goal": "minimise" } ] } ]
            }
            """;
        var request = Plain with
        {
            Space = new() { Name = "table-grid" },
            Evaluator = new() { Kind = EvaluatorKind.Table, Table = "grid" },
            Objectives = [new() { Metric = "ms", Goal = Goal.Minimise }, new() { Metric = "size", Goal = Goal.Maximise }],
        };
        var evaluator = new TableEvaluator(request, TableTexts.Read(description, ("grid.csv", "depth,size,ms\n2,10,3\n4,20,5\n")));

        var known = ProblemDefinitions.Of(evaluator).KnownObjectives.ShouldNotBeNull();

        known(evaluator.Space.Create([1])).ShouldBe([double.NaN, -20]);
        Of(new TableEvaluator(request with { Objectives = [request.Objectives[0]] }, TableTexts.Read(description, ("grid.csv", "depth,size,ms\n2,10,3\n"))))
            .KnownObjectives.ShouldBeNull();
    }

    [Fact]
    public void Of_Thresholds_AreMinimisedAndInfiniteWhereThereIsNone() =>
        Of(Plain with { Objectives = [new() { Metric = "accuracy", Goal = Goal.Maximise, Threshold = 80 }, Plain.Objectives[1]] })
            .Thresholds.ShouldBe([-80, double.PositiveInfinity]);

    [Fact]
    public void Of_ConstraintThatADeviceMeasures_KnowsNothingBeforehand() =>
        Of(Plain with { Constraints = [new() { Metric = "latencyMs", Device = "local-cpu", AtMost = 1 }] }).IsFeasible.ShouldBeNull();

    [Fact]
    public void Of_ConstraintThatADeviceLooksUp_IsKnownBeforehand()
    {
        var operations = new NasBench201Space().Dimensions[0].Choices;
        var device = new DeviceDefinition
        {
            Id = "board",
            Kind = DeviceKind.Lookup,
            Tables = new Dictionary<string, LookupTable> { ["latencyMs"] = new(1, operations.ToDictionary(operation => operation, operation => operation == "none" ? 0.0 : 1)) },
        };
        var evaluator = new TrainingEvaluator(
            Plain with { Constraints = [new() { Metric = "latencyMs", Device = "board", AtMost = 3 }] }, new Dictionary<string, DeviceDefinition> { ["board"] = device });
        var isFeasible = ProblemDefinitions.Of(evaluator).IsFeasible.ShouldNotBeNull();
        var (few, many) = (evaluator.Parse("|none~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|"), evaluator.Parse("|skip_connect~0|+|none~0|skip_connect~1|+|skip_connect~0|none~1|none~2|"));

        (isFeasible(few), isFeasible(many)).ShouldBe((true, false));

        var started = Generation.Start(evaluator, 0, 0, new Candidate(new ProposedCandidate(evaluator.Space.IdOf(many), "", [], "sample"), many));
        (started.Metrics["latencyMs@board"], started.Provenance["latencyMs@board"]).ShouldBe((4, "looked up"));
    }

    [Fact]
    public void Run_ConstraintThatNeedsNoEvaluation_ProposesNothingThatViolatesIt()
    {
        var (space, random) = (new NasBench201Space(), Serverless.MultiObjective.Randomness.RandomStream.For(1, 1, 1));
        var evaluator = Evaluator(Plain);
        double[] macs = [.. Enumerable.Range(0, 99).Select(_ => evaluator.KnownOf(space.Sample(random))["macs"]).Order()];
        var constrained = Plain with { Constraints = [new() { Metric = "macs", AtMost = macs[macs.Length / 3] }] };

        var run = new SearchRun(Evaluator(constrained), (started, candidate, _, _) => Outcomes.Conclude(
            Outcomes.AddMetric(
                started with { Cost = new EvaluationCost { TrainedOn = "cpu" } },
                "accuracy",
                candidate.Architecture.Genotype[0] + (candidate.Architecture.Genotype[5] * 2),
                provenance: null),
            Plain.Objectives));
        run.Run();

        run.Evaluations.Count(evaluation => evaluation.Status == EvaluationStatus.Completed).ShouldBe(24);
        run.Evaluations.ShouldAllBe(evaluation => evaluation.Metrics["macs"] <= constrained.Constraints[0].AtMost);
    }

    static ProblemDefinition Of(SearchRequest request) => Of(Evaluator(request));

    static ProblemDefinition Of(CandidateEvaluator evaluator) => ProblemDefinitions.Of(evaluator);

    static TrainingEvaluator Evaluator(SearchRequest request) => new(request, new Dictionary<string, DeviceDefinition>());
}
