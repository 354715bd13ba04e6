using Serverless.Algorithms.Acquisition;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Surrogates;

public sealed class FreshPredictionsTests
{
    static readonly Objective[] Objectives =
        [new() { Metric = "accuracy", Goal = Goal.Maximise }, new() { Metric = "parameters", Goal = Goal.Minimise }];

    [Fact]
    public void Judge_ValuesInOrder_IsOneWhateverTheirScale() =>
        Judge([.. Enumerable.Range(0, 8).Select(i => Evaluation(i, measured: i, predicted: i * i))]).ShouldBe((1, 8));

    [Fact]
    public void Judge_FewerThanTellAnything_IsNone() =>
        Judge([.. Enumerable.Range(0, 5).Select(i => Evaluation(i, i, i))]).ShouldBe((null, 5));

    [Fact]
    public void Judge_WhatNothingWasPredictedOf_DoesNotCount() =>
        Judge([.. Enumerable.Range(0, 8).Select(i => Evaluation(i, i, i) with { Predicted = null })]).ShouldBe((null, 0));

    [Fact]
    public void Judge_ManyGenerations_LooksAtTheLatest()
    {
        // Long ago the wrong way round, since then the right one.
        var evaluations = Enumerable.Range(0, 60).Select(i => Evaluation(i, measured: i, predicted: i < 30 ? -i : i));

        Judge([.. evaluations]).ShouldBe((1, 24));
    }

    [Fact]
    public void Judge_PredictionsOfARung_AreComparedWithThatRung()
    {
        var evaluations = Enumerable.Range(0, 6).Select(i =>
        {
            var evaluation = Evaluation(i, measured: -i, predicted: i);
            return evaluation with
            {
                Status = EvaluationStatus.EarlyStopped,
                Predicted = evaluation.Predicted! with { Fidelity = "epochs2" },
                Rungs = [new RungResult { Rung = 1, Epochs = 2, Metrics = new Dictionary<string, double> { ["accuracy"] = i, ["parameters"] = i } }],
            };
        });

        Judge([.. evaluations]).ShouldBe((1, 6));
    }

    [Fact]
    public void Judge_ScoresAlone_AreComparedWithParetoRanksGenerationByGeneration()
    {
        // Each generation's scores are on another scale; within one, better scores have better ranks, but for the last generation.
        var evaluations = Enumerable.Range(0, 9).Select(i => Evaluation(i, measured: i % 3, predicted: 0) with
        {
            Generation = i / 3,
            Predicted = Prediction() with { Score = i < 6 ? (100 * (i / 3)) + (i % 3) : -i },
        });

        var (correlation, count) = Judge([.. evaluations]);

        correlation!.Value.ShouldBe((1.0 + 1 - 1) / 3, 1e-12);
        count.ShouldBe(9);
    }

    [Fact]
    public void Judge_ScoresAloneOfTurns_AreComparedSurrogateBySurrogate()
    {
        var evaluations = Enumerable.Range(0, 9).Select(i => Evaluation(i, measured: i % 3, predicted: 0) with
        {
            Generation = i,
            Predicted = Prediction() with { Surrogate = $"s1-g{i / 3}", Score = (100 * (i / 3)) + (i % 3) },
        }).ToList();

        FreshPredictions.Judge(evaluations, Objectives).Correlation.ShouldBeNull("each is alone in its turn");
        FreshPredictions.Judge(evaluations, Objectives, bySurrogate: true).Correlation!.Value.ShouldBe(1, 1e-12);
    }

    static (double? Correlation, int Count) Judge(IReadOnlyList<Evaluation> evaluations)
    {
        var (correlation, count) = FreshPredictions.Judge(evaluations, Objectives);
        return (correlation is { } tau ? Math.Round(tau, 12) : null, count);
    }

    static PredictedOutcome Prediction() => new() { Surrogate = "s1-g1", Fidelity = "full", Reason = ChoiceReason.Improvement };

    static Evaluation Evaluation(int index, double measured, double predicted) => new()
    {
        Candidate = new CandidateId($"c{index}"),
        Architecture = "",
        Index = index,
        Fidelity = "full",
        Status = EvaluationStatus.Completed,
        Metrics = new Dictionary<string, double> { ["accuracy"] = measured, ["parameters"] = 5 },
        Recipe = "r",
        Predicted = Prediction() with { Values = new Dictionary<string, double> { ["accuracy"] = predicted } },
    };
}
