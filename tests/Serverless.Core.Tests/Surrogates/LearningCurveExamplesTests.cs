using Serverless.Algorithms;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Surrogates;

public sealed class LearningCurveExamplesTests
{
    static readonly NasBench201Space Space = new();
    static readonly Objective Accuracy = new() { Metric = "accuracy", Goal = Goal.Maximise };

    static readonly SearchRequest Request = new()
    {
        Space = Space.DefaultSkeleton,
        Dataset = new() { Name = "fashion-mnist" },
        Objectives = [Accuracy, new() { Metric = "macs", Goal = Goal.Minimise }],
        Algorithm = new AlgorithmSpecification { Name = "random" }.Completed(),
        Training = new() { Epochs = 9, Rungs = [0, 1, 3, 9] },
        Budgets = new() { Trainings = 10 },
    };

    [Fact]
    public void WithCurves_WholeTrainings_TellTheRungsThatTrainedBelow()
    {
        Evaluation[] evaluations = [Of([3, 3, 3, 3, 3, 3], 90, 40, 70), Of([2, 2, 2, 2, 2, 2], 80, 30), Of([1, 1, 1, 1, 1, 1], 60)];
        var (fidelity, examples) = SurrogateExamples.Of(Request, evaluations, [Accuracy], enough: 3);

        var (points, curves) = SurrogateExamples.WithCurves(Request, evaluations, [Accuracy], fidelity, examples);

        points.ShouldBe(["epochs1", "epochs3"]);
        curves.Select(example => example.Curve).ShouldBe([[40, 70], [30], null]);
        curves.Select(example => example.Values["accuracy"]).ShouldBe([90, 80, 60]);
    }

    [Fact]
    public void WithCurves_FirstTrainingRungOrNothingTrained_HaveNone()
    {
        Evaluation[] evaluations = [Of([3, 3, 3, 3, 3, 3], 90, 40, 70)];

        SurrogateExamples.WithCurves(Request, evaluations, [Accuracy], "epochs1", []).Points.ShouldBeEmpty();
        SurrogateExamples.WithCurves(Request, evaluations, [Request.Objectives[1]], Fidelity.FullName, []).Points.ShouldBeEmpty();
    }

    static Evaluation Of(int[] operations, double accuracy, params double[] rungs) => new()
    {
        Candidate = Space.IdOf(Space.Create(operations)),
        Architecture = Space.Format(Space.Create(operations)),
        Fidelity = Fidelity.FullName,
        Status = EvaluationStatus.Completed,
        Metrics = Measured(accuracy),
        Recipe = "r",
        Rungs = [.. rungs.Index().Select(rung => new RungResult { Rung = rung.Index + 2, Epochs = rung.Index == 0 ? 1 : 3, Metrics = Measured(rung.Item) })],
    };

    static Dictionary<string, double> Measured(double accuracy) => new() { ["accuracy"] = accuracy, ["macs"] = 5 };
}
