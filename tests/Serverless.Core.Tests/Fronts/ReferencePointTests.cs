using Serverless.Core.Evaluations;
using Serverless.Core.Fronts;

namespace Serverless.Core.Tests.Fronts;

public sealed class ReferencePointTests
{
    [Fact]
    public void Infer_Thresholds_AreTakenAsTheyAre() =>
        ReferencePoint.Infer([Evaluations.Accuracy with { Threshold = 50 }, Evaluations.Latency with { Threshold = 5 }], [])
            .ShouldBe(new Dictionary<string, double> { ["accuracy"] = 50, ["latencyMs@board"] = 5 });

    [Fact]
    public void Infer_NoThreshold_LiesBehindTheWorstCompletedByATenthOfTheRange()
    {
        var point = ReferencePoint.Infer(
            [Evaluations.Accuracy, Evaluations.Latency],
            [
                Evaluations.Completed("a", accuracy: 90, latency: 3), Evaluations.Completed("b", accuracy: 70, latency: 1),
                Evaluations.Ended("c", EvaluationStatus.Infeasible), Evaluations.Completed("d", double.NaN, double.PositiveInfinity),
            ]);

        point!["accuracy"].ShouldBe(68, 1e-9);
        point["latencyMs@board"].ShouldBe(3.2, 1e-9);
    }

    [Fact]
    public void Infer_OneValue_LiesATenthOfItBehind()
    {
        var point = ReferencePoint.Infer([Evaluations.Accuracy, Evaluations.Latency], [Evaluations.Completed("a", accuracy: 80, latency: 0)]);

        point!["accuracy"].ShouldBe(72, 1e-9);
        point["latencyMs@board"].ShouldBe(1);
    }

    [Fact]
    public void Infer_NothingCompleted_IsNotKnownYet() =>
        ReferencePoint.Infer(
            [Evaluations.Accuracy with { Threshold = 50 }, Evaluations.Latency],
            [Evaluations.Ended("a", EvaluationStatus.Abandoned)]).ShouldBeNull();
}
