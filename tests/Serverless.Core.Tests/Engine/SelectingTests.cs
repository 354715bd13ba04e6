using Serverless.Algorithms;
using Serverless.Algorithms.Acquisition;
using Serverless.Core.Budgets;
using Serverless.Core.Devices;
using Serverless.Core.Engine;
using Serverless.Core.Evaluators;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Engine;

/// <summary>The candidates that a surrogate's predictions exclude before they are evaluated.</summary>
public sealed class SelectingTests
{
    static readonly Objective Accuracy = new() { Metric = "accuracy", Goal = Goal.Maximise };
    static readonly Objective Latency = new() { Metric = "latencyMs", Goal = Goal.Minimise, Device = "board" };
    static readonly Constraint Fast = new() { Metric = "latencyMs", Device = "board", AtMost = 1 };
    static readonly Constraint Right = new() { Metric = "accuracy", AtLeast = 85 };
    static readonly NasBench201Space Space = new();
    static readonly Candidate[] Candidates = [CandidateOf([3, 3, 3, 3, 3, 3]), CandidateOf([2, 2, 2, 2, 2, 2])];

    [Fact]
    public void Choose_PredictionsOfAConstraint_LeavesOutWhatBreaksItByMoreThanTheyAreApart()
    {
        Chosen(Fast, Fidelity.FullName, [80, 0.75f, 80, 0.75f]).ShouldBeTrue("it keeps it");
        Chosen(Fast, Fidelity.FullName, [80, 1, 80, 1]).ShouldBeTrue("the bound is part of what is allowed");
        Chosen(Fast, Fidelity.FullName, [80, 1.5f, 80, 1.5f]).ShouldBeFalse("the members agree that it breaks it");
        Chosen(Fast, Fidelity.FullName, [80, 0.75f, 80, 2.25f]).ShouldBeTrue("the mean is 0.5 beyond, and they are 1.06 apart");
        Chosen(Fast, Fidelity.FullName, [80, 2.75f, 80, 3.25f]).ShouldBeFalse("the mean is 2 beyond, and they are 0.35 apart");
        Chosen(Fast, Fidelity.FullName, [80, 1.5f]).ShouldBeFalse("a single member is not apart from itself");
    }

    [Fact]
    public void Choose_PredictionsOfAnotherFidelity_RuleOutOnlyByWhatDevicesMeasure()
    {
        Chosen(Right, Fidelity.FullName, [80, 0.75f]).ShouldBeFalse();
        Chosen(Right, "epochs1", [80, 0.75f]).ShouldBeTrue("it is trained farther than that");
        Chosen(Right with { AtEpochs = 1 }, "epochs1", [80, 0.75f]).ShouldBeFalse();
        Chosen(Right with { AtEpochs = 1 }, Fidelity.FullName, [80, 0.75f]).ShouldBeTrue();
        Chosen(Fast, "epochs1", [80, 1.5f]).ShouldBeFalse("a latency is the same after any training");
    }

    [Fact]
    public void Choose_EveryCandidateRuledOut_TakesTheFirstProposals()
    {
        var slow = new CandidatePrediction { Values = [80, 1.5f] };

        var choices = Choices(Fast, Fidelity.FullName, slow, slow);

        choices.ShouldBe([.. Candidates.Select(candidate => new CandidateChoice(candidate.Proposed.Id, ChoiceReason.Algorithm))]);
    }

    [Fact]
    public void Choose_ScoresAloneOrNoConstraint_RulesNothingOut()
    {
        Chosen(null, Fidelity.FullName, [80, 1.5f]).ShouldBeTrue();
        Choices(Fast, Fidelity.FullName, new CandidatePrediction { Scores = [0.5f] }, new CandidatePrediction { Scores = [0.25f] }).Count.ShouldBe(2);
    }

    [Fact]
    public void Choose_IterativeSampling_TakesTheBestPredictedAndDrawsTheRest()
    {
        CandidatePrediction[] predictions = [new() { Values = [80, 1] }, new() { Values = [90, 0.5f] }];

        var choices = Choices(constraint: null, Fidelity.FullName, SurrogateSampling.Iterative, predictions);

        choices.Select(choice => (choice.Candidate, choice.Reason)).ShouldBe(
            [(Candidates[1].Proposed.Id, ChoiceReason.Score), (Candidates[0].Proposed.Id, ChoiceReason.Exploration)]);
    }

    /// <summary>Whether a candidate is among those to be evaluated, beside another that keeps every constraint.</summary>
    static bool Chosen(Constraint? constraint, string fidelity, float[] values)
    {
        float[] good = [.. Enumerable.Repeat<float[]>([90, 0.5f], values.Length / 2).SelectMany(member => member)];
        var choices = Choices(constraint, fidelity, new CandidatePrediction { Values = values }, new CandidatePrediction { Values = good });
        choices.ShouldContain(choice => choice.Candidate == Candidates[1].Proposed.Id);
        return choices.Any(choice => choice.Candidate == Candidates[0].Proposed.Id);
    }

    static Candidate CandidateOf(int[] operations)
    {
        var architecture = Space.Create(operations);
        return new Candidate(new ProposedCandidate(Space.IdOf(architecture), Space.Format(architecture), [], "test"), architecture);
    }

    static IReadOnlyList<CandidateChoice> Choices(Constraint? constraint, string fidelity, params CandidatePrediction[] predictions) =>
        Choices(constraint, fidelity, SurrogateSampling.Improvement, predictions);

    static IReadOnlyList<CandidateChoice> Choices(Constraint? constraint, string fidelity, SurrogateSampling sampling, CandidatePrediction[] predictions)
    {
        var request = new SearchRequest
        {
            Space = Space.DefaultSkeleton,
            Dataset = new() { Name = "fashion-mnist" },
            Objectives = [Accuracy, Latency],
            Constraints = constraint is null ? [] : [constraint],
            Algorithm = new AlgorithmSpecification { Name = "random", BatchSize = 4 }.Completed(),
            Surrogate = new() { Kind = "ensemble", PoolSize = 4, Ensemble = 2, StartupTrials = 8, MinimumCorrelation = 0, Exploration = 0, Sampling = sampling },
            Budgets = new() { Trainings = 10 },
        };
        var order = new FitSpecification
        {
            Id = "s1",
            Kind = "mlp",
            Space = request.Space,
            Dataset = request.Dataset,
            Targets = [Accuracy, Latency],
            Fidelity = fidelity,
            Ensemble = 2,
            Seed = 1,
            CreatedAt = default,
            Examples = [],
        };
        var state = new SearchDocument { Id = "s1", State = SearchStatus.Running, CreatedAt = default, Budget = new BudgetLedger { Limits = request.Budgets } };
        CandidateScore[] scores =
        [
            .. Candidates.Zip(predictions, (candidate, prediction) =>
                new CandidateScore(candidate.Proposed.Id, new Dictionary<string, double>(), 0) { Predicted = prediction }),
        ];
        return Selecting.Choose(
            new TrainingEvaluator(request, new Dictionary<string, DeviceDefinition>()), generation: 1, order, Candidates, scores, known: [], state);
    }
}
