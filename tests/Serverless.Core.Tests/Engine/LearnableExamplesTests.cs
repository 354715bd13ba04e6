using Serverless.Algorithms;
using Serverless.Core.Devices;
using Serverless.Core.Engine;
using Serverless.Core.Evaluators;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Engine;

public sealed class LearnableExamplesTests
{
    static readonly Objective Accuracy = new() { Metric = "accuracy", Goal = Goal.Maximise };
    static readonly Objective Parameters = new() { Metric = "parameters", Goal = Goal.Minimise };

    [Fact]
    public void Of_KindThatGivesScoresAlone_TakesWhatIsKnownIntoTheRanksToo()
    {
        TargetsOf(SurrogateKind.Ridge).ShouldBe([Accuracy], "parameters are counted");
        TargetsOf(SurrogateKind.HwPrNas).ShouldBe([Accuracy, Parameters], "a rank is over all objectives");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(15_000, 99)]
    [InlineData(1_000_000, 500)]
    public void Bounded_MoreThanAnOrderHolds_AreTheFirstOfThem(int bytes, int count)
    {
        SurrogateExample[] examples = [.. Enumerable.Range(0, 500).Select(number => new SurrogateExample($"{number:D7}", new Dictionary<string, double> { ["accuracy"] = number }) { Curve = [1] })];

        LearnableExamples.Bounded(examples, bytes).ShouldBe(examples.Take(count));
    }

    static IReadOnlyList<Objective> TargetsOf(string kind)
    {
        var request = new SearchRequest
        {
            Space = new NasBench201Space().DefaultSkeleton,
            Dataset = new() { Name = "fashion-mnist" },
            Objectives = [Accuracy, Parameters],
            Algorithm = new AlgorithmSpecification { Name = "random", BatchSize = 4 }.Completed(),
            Surrogate = SurrogateSpecification.Default(kind),
            Budgets = new() { Trainings = 10 },
        };
        return LearnableExamples.Of(new TrainingEvaluator(request, new Dictionary<string, DeviceDefinition>()), []).Targets;
    }
}
