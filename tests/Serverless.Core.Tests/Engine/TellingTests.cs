using Serverless.Algorithms;
using Serverless.Core.Devices;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tests.Tables;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Engine;

/// <summary>The results that an algorithm receives when it determines itself how far candidates are trained.</summary>
public sealed class TellingTests
{
    static readonly AlgorithmSpecification TwoRungs =
        new AlgorithmSpecification { Name = "shemoa", PopulationSize = 4, Rungs = 2, ReductionFactor = 3 }.Completed();

    [Fact]
    public void Tell_WhatBudgetsDidNotCover_IsDroppedAndMayReturn()
    {
        var request = new SearchRequest
        {
            Space = new() { Name = "nasbench201", Channels = 4, CellsPerStage = 1 },
            Dataset = new() { Name = "fashion-mnist", TrainingImages = 100, ValidationImages = 100 },
            Objectives = [new() { Metric = "accuracy", Goal = Goal.Maximise }, new() { Metric = "macs", Goal = Goal.Minimise }],
            Algorithm = TwoRungs,
            Training = new() { Epochs = 3, Rungs = [1, 3] },
            Budgets = new() { GpuSeconds = 10 },
            Seed = 1,
        };
        var evaluator = new TrainingEvaluator(request, new Dictionary<string, DeviceDefinition>());
        var log = new Log(SearchAlgorithms.Create(request.Algorithm, evaluator.Space, request.Seed, state: null));
        var proposed = log.Ask(4);
        Evaluation[] evaluations =
        [
            .. proposed.Index().Select(proposal => Outcomes.Start(
                0, proposal.Index, proposal.Item, request, new Dictionary<string, double> { ["accuracy"] = 1, ["macs"] = 2 })),
        ];
        evaluations =
        [
            evaluations[0] with { Status = EvaluationStatus.EarlyStopped },
            Outcomes.Abandon(evaluations[1], Outcomes.NotAffordable),
            Outcomes.Fail(evaluations[2], "It has broken."),
            Outcomes.Declined(evaluations[3]),
        ];

        Telling.Tell(log, evaluator, proposed, new EvaluationSet { Generation = 0, Evaluations = evaluations }, []);

        log.Dropped.ShouldBe([(proposed[1].Id, true), (proposed[3].Id, true)]);
        log.Told.Select(observation => (observation.Candidate, observation.Status)).ShouldBe(
            [(proposed[0].Id, ObservationStatus.Evaluated), (proposed[2].Id, ObservationStatus.Failed)]);
    }

    [Fact]
    public void Tell_BoundOfAWholeTraining_HasNoMarginAfterAShorterOne()
    {
        var request = new SearchRequest
        {
            Space = new() { Name = "table-tiny" },
            Dataset = new() { Name = "tiny", TrainingImages = 0, ValidationImages = 0 },
            Evaluator = new() { Kind = EvaluatorKind.Table, Table = "tiny" },
            Objectives = [new() { Metric = "accuracy", Goal = Goal.Maximise }, new() { Metric = "ms", Goal = Goal.Minimise }],
            Constraints = [new() { Metric = "accuracy", AtLeast = 80 }, new() { Metric = "ms", AtMost = 4 }],
            Algorithm = TwoRungs,
            Training = new() { Epochs = 200, Rungs = [12, 200] },
            Budgets = new() { Evaluations = 6 },
        };
        const string rows = "depth,kind,accuracy,early,ms\n2,a,90,40,4\n2,b,70,60,4\n2,c,90,50,8\n";
        var evaluator = new TableEvaluator(request, TableTexts.Read(TableTexts.WithFidelities, ("tiny.csv", rows)));

        var early = Tell("epochs12");
        early.Select(observation => observation.Status).ShouldBe(
            [ObservationStatus.Evaluated, ObservationStatus.Evaluated, ObservationStatus.Infeasible]);
        early.ShouldAllBe(observation => double.IsNaN(observation.Margins[0]));
        early.Select(observation => observation.Margins[1]).ShouldBe([0, 0, Math.Log(2)], tolerance: 1e-12);
        early[2].Violation.ShouldBe(4, "of the bound on the time alone");
        var whole = Tell("full");
        whole.Select(observation => observation.Status).ShouldBe(
            [ObservationStatus.Evaluated, ObservationStatus.Infeasible, ObservationStatus.Infeasible]);
        whole[1].Margins[0].ShouldBe(Math.Log(80.0 / 70), tolerance: 1e-12);

        List<Observation> Tell(string fidelity)
        {
            string[] architectures = ["depth=2 kind=a", "depth=2 kind=b", "depth=2 kind=c"];
            Evaluation[] evaluations =
            [
                .. architectures.Select(evaluator.Parse).Index().Select(architecture =>
                {
                    var proposal = new ProposedCandidate(
                        evaluator.Space.IdOf(architecture.Item), evaluator.Space.Format(architecture.Item), [], "crossover", fidelity);
                    return evaluator.LookUp(Outcomes.Start(0, architecture.Index, proposal, request, new Dictionary<string, double>()), architecture.Item);
                }),
            ];
            var log = new Log(null);
            Telling.Tell(log, evaluator, [], new EvaluationSet { Generation = 0, Evaluations = evaluations }, []);
            return log.Told;
        }
    }

    /// <summary>An algorithm, or none, and what it was told.</summary>
    sealed class Log(ISearchAlgorithm? algorithm) : ISearchAlgorithm
    {
        public List<Observation> Told { get; } = [];

        public List<(CandidateId, bool)> Dropped { get; } = [];

        public IReadOnlyList<Algorithms.Fidelity> Fidelities => algorithm!.Fidelities;

        public AlgorithmState State => algorithm!.State;

        public IReadOnlyList<ProposedCandidate> Ask(int count) => algorithm!.Ask(count);

        public void Tell(IReadOnlyList<Observation> observations)
        {
            Told.AddRange(observations);
            algorithm?.Tell(observations);
        }

        public void Drop(IReadOnlyList<CandidateId> candidates, bool mayReturn)
        {
            Dropped.AddRange(candidates.Select(candidate => (candidate, mayReturn)));
            algorithm?.Drop(candidates, mayReturn);
        }
    }
}
