using Serverless.Bench.Problems;
using Serverless.Bench.Running;
using Serverless.Bench.Tests.Problems;

namespace Serverless.Bench.Tests.Running;

public sealed class TraceMeasuresTests
{
    [Theory]
    [InlineData("accuracy/ms")]
    [InlineData("accuracy/ms+mj")]
    public void Of_EveryRow_ReachesTheTrueFrontInEveryConvention(string metrics)
    {
        var problem = OwnTable.Problem(metrics);
        var trace = new SearchTrace(1, [-1, .. Enumerable.Range(0, problem.RowCount)], 0);

        foreach (var convention in Enum.GetValues<Convention>())
        {
            var measures = TraceMeasures.Of(problem, trace, convention, [1, 16, 20]);

            measures.FractionAt(1).ShouldBe(0);
            measures.Distances[0].ShouldBe(double.PositiveInfinity);
            measures.FractionAt(20).ShouldBe(1, 1e-12, "it ended by itself and stays where it is");
            measures.LogGapAt(20).ShouldBe(-12);
            measures.Distances.Skip(1).ShouldBe([0, 0]);
            measures.Hypervolumes.ShouldBeInOrder();
        }
    }

    [Fact]
    public void Of_RowsThatDoNotCount_AddNothing()
    {
        var problem = OwnTable.Problem();
        int blank = problem.RowOf("depth=4 width=1")!.Value, chance = problem.RowOf("depth=1 width=1")!.Value;
        var trace = new SearchTrace(1, [blank, chance], 0);

        TraceMeasures.Of(problem, trace, Convention.Tight, [2]).FractionAt(2).ShouldBe(0);
        TraceMeasures.Of(problem, trace, Convention.Connected, [2]).FractionAt(2).ShouldBe(0);
        TraceMeasures.Of(problem, trace, Convention.All, [2]).Hypervolumes[0].ShouldBe(0);
    }

    [Fact]
    public void Of_OnePoint_GivesItsBox()
    {
        var problem = OwnTable.Problem();
        var row = problem.RowOf("depth=3 width=2")!.Value;

        var measures = TraceMeasures.Of(problem, new SearchTrace(1, [row], 0), Convention.Tight, [1]);

        var box = (1.1 - ((86 - 64) / 44.0)) * (1.1 - ((5 - 3) / 4.0));
        measures.Hypervolumes[0].ShouldBe(box, 1e-12);
        measures.FractionAt(1).ShouldBe(box / problem.Fronts[Convention.Tight].Hypervolume, 1e-12);
        measures.EvaluationsTo(0.1).ShouldBe(1);
        measures.EvaluationsTo(0.999).ShouldBe(double.PositiveInfinity);
    }
}
