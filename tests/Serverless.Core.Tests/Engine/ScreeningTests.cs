using System.Globalization;
using System.Text;
using Serverless.Algorithms;
using Serverless.Algorithms.Options;
using Serverless.Core.Budgets;
using Serverless.Core.Devices;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tables;
using Serverless.Core.Tests.Tables;
using Serverless.MultiObjective;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Engine;

/// <summary>Whole searches by zero-cost metrics, run in process: of a table, and with trainings.</summary>
public sealed class ScreeningTests
{
    const string Description = """
        {
          "name": "grid",
          "dimensions": [ { "name": "a", "choices": ["0", "1", "2", "3", "4"] }, { "name": "b", "choices": ["0", "1", "2", "3", "4"] },
                          { "name": "c", "choices": ["0", "1", "2", "3", "4"] } ],
          "files": [ { "name": "grid.csv", "metrics": [
            { "column": "score", "goal": "maximise" }, { "column": "ms", "metric": "latencyMs", "goal": "minimise" },
            { "column": "flow", "metric": "logSynflow", "goal": "maximise", "missing": -1 },
            { "column": "jacov", "metric": "jacobianCovariance", "goal": "maximise" }, { "column": "snip", "metric": "snip", "goal": "maximise" } ] } ]
        }
        """;

    static readonly SearchRequest OfTable = new()
    {
        Space = new() { Name = "table-grid" },
        Dataset = new() { Name = "grid", TrainingImages = 0, ValidationImages = 0 },
        Evaluator = new() { Kind = EvaluatorKind.Table, Table = "grid" },
        Objectives = [new() { Metric = "score", Goal = Goal.Maximise }, new() { Metric = "ms", Goal = Goal.Minimise }],
        Algorithm = new AlgorithmSpecification { Name = "mtf-pdns", PopulationSize = 6, BatchSize = 6 }.Completed(),
        Budgets = new() { Evaluations = 8 },
        Seed = 2,
    };

    [Fact]
    public void Run_OfATable_LooksUpOnlyTheArchiveAndCountsNothingElse()
    {
        var (run, told) = RunOnTable(OfTable);

        run.Run().ShouldBe(StopReason.BudgetEvaluations);

        run.State.Budget.EvaluationsSpent.ShouldBe(8);
        run.Evaluations.Count.ShouldBe(8);
        run.Evaluations.ShouldAllBe(evaluation => evaluation.Metrics.ContainsKey("score") && evaluation.Metrics.ContainsKey("snip"));
        told.ShouldAllBe(observation => observation.Metrics.Count == 4);
        var screened = told.Where(observation => observation.Status == ObservationStatus.Screened).ToList();
        screened.Count.ShouldBeGreaterThan(8, "a third of a generation is looked up at most");
        told.Count(observation => observation.Status == ObservationStatus.Evaluated).ShouldBe(8);
        var trained = told.Where(observation => observation.Status == ObservationStatus.Evaluated).Select(observation => observation.Metrics.ToArray());
        trained.Count(metrics => told.Take(6).Any(other => Dominance.Dominates([.. other.Metrics], metrics))).ShouldBe(0, "what the first generation dominates");
    }

    /// <summary>The same by another algorithm, whose metric another column holds.</summary>
    [Fact]
    public void Run_OfATableBySimilarity_LooksUpTheArchiveByWhatEachAddsToIt()
    {
        var request = OfTable with { Algorithm = new AlgorithmSpecification { Name = "mo-hdnas", PopulationSize = 6, BatchSize = 6 }.Completed() };
        var (run, told) = RunOnTable(request, Description.Replace("logSynflow", "representationMutualInformation", StringComparison.Ordinal));

        run.Run().ShouldBe(StopReason.BudgetEvaluations);

        told.ShouldAllBe(observation => observation.Metrics.Count == 2);
        told.Count(observation => observation.Status == ObservationStatus.Evaluated).ShouldBe(8);
        run.State.Budget.EvaluationsSpent.ShouldBe(8);
    }

    [Fact]
    public void Run_OfATable_TellsMissingMetricsAsInfinite()
    {
        var (run, told) = RunOnTable(OfTable with { Budgets = new() { Generations = 12 } });

        run.Run();

        told.Any(observation => double.IsPositiveInfinity(observation.Metrics[0]) && double.IsFinite(observation.Metrics[3])).ShouldBeTrue();
    }

    [Fact]
    public void Run_OfATable_EndsWhenNothingIsLeft()
    {
        var (run, told) = RunOnTable(OfTable with { Budgets = new() { Evaluations = 1_000 } });

        run.Run().ShouldBe(StopReason.SpaceExhausted);

        told.Count.ShouldBe(125);
        run.Evaluations.Count.ShouldBeLessThan(60);
    }

    [Fact]
    public void Create_TableWithoutTheMetrics_NamesThem() =>
        Should.Throw<TableException>(() => new TableEvaluator(
            OfTable with { Space = new() { Name = "table-tiny" } }, TableTexts.Read(TableTexts.Own, ("tiny.csv", "kind,ms,depth,accuracy\nb,1,4,90\n"))))
            .Message.ShouldContain("no column of logSynflow, jacobianCovariance, snip");

    [Fact]
    public void Run_WithTrainings_TrainsTheArchiveAndTellsTheOthersAsScreened()
    {
        var (run, told) = RunWithTrainings(Trained(rungs: [0, 3]), _ => true);

        run.Run().ShouldBe(StopReason.BudgetTrainings);

        run.State.Budget.TrainingsUsed.ShouldBe(5);
        var stopped = run.Evaluations.Where(evaluation => evaluation.Status == EvaluationStatus.EarlyStopped).ToList();
        stopped.ShouldAllBe(evaluation => evaluation.Rungs![0].Decision!.Rule == ArchiveRule.NameOf(ArchiveOrder.Novelty));
        var screened = told.Where(observation => observation.Status == ObservationStatus.Screened).ToList();
        screened.Select(observation => observation.Candidate).ShouldBe(stopped.Select(evaluation => evaluation.Candidate), ignoreOrder: true);
        told.ShouldAllBe(observation => observation.Metrics.Count == 4);
        told.Where(observation => observation.Status != ObservationStatus.Failed).ShouldAllBe(
            observation => observation.Metrics.All(double.IsFinite), "the budget did not cover the others");
    }

    [Fact]
    public void Run_WithProxiesThatFail_ComparesByTheOthersAndFailsNothing()
    {
        var (run, told) = RunWithTrainings(Trained(rungs: [0, 3]), candidate => candidate.Architecture.Genotype[5] % 2 == 0);

        run.Run().ShouldBe(StopReason.BudgetTrainings);

        run.Evaluations.ShouldAllBe(evaluation => evaluation.Failure == null);
        var lacking = told.Where(observation => double.IsPositiveInfinity(observation.Metrics[2])).ToList();
        lacking.ShouldNotBeEmpty();
        lacking.ShouldAllBe(observation => double.IsFinite(observation.Metrics[0]) || observation.Status == ObservationStatus.Failed);
    }

    [Fact]
    public void Create_TrainingsWithoutAFirstRungOfZero_IsRefused() =>
        Should.Throw<ArgumentException>(() => new TrainingEvaluator(Trained(rungs: [1, 3]), new Dictionary<string, DeviceDefinition>()))
            .Message.ShouldContain("start the rungs with 0");

    static SearchRequest Trained(int[] rungs) => new()
    {
        Space = new NasBench201Space().DefaultSkeleton,
        Dataset = new() { Name = "fashion-mnist" },
        Objectives = [new() { Metric = "accuracy", Goal = Goal.Maximise }, new() { Metric = "macs", Goal = Goal.Minimise }],
        Algorithm = new AlgorithmSpecification { Name = "mtf-pdns", PopulationSize = 6, BatchSize = 6 }.Completed(),
        Training = new() { Epochs = 3, Rungs = rungs },
        Budgets = new() { Trainings = 5 },
    };

    /// <summary>Workers of which some tell no <c>snip</c>.</summary>
    static (SearchRun Run, List<Observation> Told) RunWithTrainings(SearchRequest request, Func<Candidate, bool> hasSnip)
    {
        var told = new List<Observation>();
        var ladder = RungLadder.Of(request);
        var evaluator = new TrainingEvaluator(request, new Dictionary<string, DeviceDefinition>());
        return (new SearchRun(evaluator, Evaluate, algorithm: Recorder.Of(evaluator, told)), told);

        Evaluation Evaluate(Evaluation started, Candidate candidate, int rung, Evaluation? before)
        {
            var evaluation = started with { Cost = new EvaluationCost { TrainedOn = rung == 1 ? null : "cpu" } };
            string[] metrics = rung > 1 ? ["accuracy"] : hasSnip(candidate) ? ["logSynflow", "jacobianCovariance", "snip"] : ["logSynflow", "jacobianCovariance"];
            foreach (var (place, metric) in metrics.Index())
            {
                evaluation = Outcomes.AddMetric(evaluation, metric, candidate.Architecture.Genotype[place] * 10, rung == 1 ? "zero-cost" : null);
            }

            return RungOutcomes.Note(
                Outcomes.Conclude(RungOutcomes.Join(evaluation, before, ladder, rung, request), RungObjectives.RequiredAt(request, ladder, rung)),
                isCached: false,
                ladder,
                rung);
        }
    }

    static (SearchRun Run, List<Observation> Told) RunOnTable(SearchRequest request, string description = Description)
    {
        var told = new List<Observation>();
        var evaluator = new TableEvaluator(request, TableTexts.Read(description, ("grid.csv", Rows())));
        return (new SearchRun(evaluator, (started, candidate, _, _) => evaluator.LookUp(started, candidate.Architecture), algorithm: Recorder.Of(evaluator, told)), told);
    }

    /// <summary>The score is unlike the proxies, a sixteenth of the flows is missing.</summary>
    static string Rows()
    {
        var rows = new StringBuilder("a,b,c,score,ms,flow,jacov,snip\n");
        for (var i = 0; i < 125; i++)
        {
            var (a, b, c) = (i / 25, i / 5 % 5, i % 5);
            rows.Append(CultureInfo.InvariantCulture, $"{a},{b},{c},{i * 7 % 31},{1 + a + c},{(i % 16 == 0 ? -1 : a + b)},{a * b},{b - c}\n");
        }

        return rows.ToString();
    }

    /// <summary>The request's algorithm, and what it is told.</summary>
    sealed class Recorder(ISearchAlgorithm algorithm, List<Observation> told) : ISearchAlgorithm
    {
        public static Recorder Of(CandidateEvaluator evaluator, List<Observation> told) =>
            new(SearchAlgorithms.Create(evaluator.Request.Algorithm, evaluator.Space, evaluator.Request.Seed, state: null), told);

        public IReadOnlyList<Algorithms.Fidelity> Fidelities => algorithm.Fidelities;

        public AlgorithmState State => algorithm.State;

        public IReadOnlyList<ProposedCandidate> Ask(int count) => algorithm.Ask(count);

        public void Tell(IReadOnlyList<Observation> observations)
        {
            told.AddRange(observations);
            algorithm.Tell(observations);
        }

        public void Drop(IReadOnlyList<CandidateId> candidates, bool mayReturn) => algorithm.Drop(candidates, mayReturn);
    }
}
