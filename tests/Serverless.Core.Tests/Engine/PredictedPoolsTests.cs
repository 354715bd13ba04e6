using Serverless.Core.Engine;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Engine;

public sealed class PredictedPoolsTests
{
    static readonly Objective Accuracy = new() { Metric = "accuracy", Goal = Goal.Maximise };
    static readonly Objective Latency = new() { Metric = "latencyMs", Goal = Goal.Minimise, Device = "board" };
    static readonly Objective Parameters = new() { Metric = "parameters", Goal = Goal.Minimise };
    static readonly NasBench201Space Space = new();
    static readonly Architecture Cell = Space.Create([0, 1, 2, 3, 4, 0]);

    [Fact]
    public void OfValues_KnownAndPredicted_TakesWhatIsKnownInEveryMemberAndMinimises()
    {
        // Two members that predict latency first, then accuracy; the search asks for them the other way round, and parameters are counted.
        var score = Score(new() { ["parameters"] = 1_000 }) with { Predicted = new CandidatePrediction { Values = [0.5f, 80, 0.25f, 90] } };

        var pool = PredictedPools.OfValues([score], [Cell], [Accuracy, Parameters, Latency], [Latency, Accuracy]);

        (pool.Members, pool.Objectives).ShouldBe((2, 3));
        pool.Of(0, 0).ToArray().ShouldBe([-80, 1_000, 0.5]);
        pool.Of(0, 1).ToArray().ShouldBe([-90, 1_000, 0.25]);
    }

    [Fact]
    public void OfValues_PredictionOfSomethingKnown_IsPassedOver()
    {
        var score = Score(new() { ["latencyMs@board"] = 0.75 }) with { Predicted = new CandidatePrediction { Values = [80, 9] } };

        PredictedPools.OfValues([score], [Cell], [Accuracy, Latency], [Accuracy, Latency]).Of(0, 0).ToArray().ShouldBe([-80, 0.75]);
    }

    [Fact]
    public void OfScores_Scores_AreTakenAsTheyAre() =>
        PredictedPools.OfScores([Score([]) with { Predicted = new CandidatePrediction { Scores = [0.5f, 1.5f] } }], [Cell]).Means(0).ShouldHaveSingleItem().ShouldBe(1);

    static CandidateScore Score(Dictionary<string, double> metrics) => new(Space.IdOf(Cell), metrics, 0);
}
