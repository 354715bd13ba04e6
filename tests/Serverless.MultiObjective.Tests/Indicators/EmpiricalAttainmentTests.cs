using FsCheck;
using FsCheck.Fluent;
using Serverless.MultiObjective.Indicators;

namespace Serverless.MultiObjective.Tests.Indicators;

public sealed class EmpiricalAttainmentTests
{
    static readonly double[][] Runs = [[1, 4, 3, 1], [2, 3], [4, 2, 2, 5]];

    [Fact]
    public void Surface_ThreeRuns_GivesTheBestTheMedianAndTheWorst()
    {
        EmpiricalAttainment.Surface(Runs, level: 1).ShouldBe([1, 4, 2, 3, 3, 1]);
        EmpiricalAttainment.Surface(Runs, level: 2).ShouldBe([2, 4, 3, 3, 4, 2]);
        EmpiricalAttainment.Surface(Runs, level: 3).ShouldBe([2, 5, 4, 3]);
    }

    [Fact]
    public void Surface_RunsWithoutPoints_AttainNothing()
    {
        EmpiricalAttainment.Surface([[1, 1], [], [double.NaN, 0]], level: 1).ShouldBe([1, 1]);
        EmpiricalAttainment.Surface([[1, 1], [], [double.NaN, 0]], level: 2).ShouldBeEmpty();
        Should.Throw<ArgumentOutOfRangeException>(() => EmpiricalAttainment.Surface(Runs, level: 0));
        Should.Throw<ArgumentOutOfRangeException>(() => EmpiricalAttainment.Surface(Runs, level: 4));
        Should.Throw<ArgumentException>(() => EmpiricalAttainment.Surface([[1, 2, 3]], level: 1)).Message.ShouldContain("3 values");
    }

    [Fact]
    public void CountAttaining_ThreeObjectives_CountsRunsNotPoints() =>
        EmpiricalAttainment.CountAttaining([[1, 1, 1, 2, 2, 2], [3, 3, 4], [3, 3, 3], [double.NaN, 0, 0]], [3, 3, 3]).ShouldBe(2);

    [Fact]
    public void Surface_AnyRuns_IsTheBorderOfWhatSoManyAttain() =>
        Prop.ForAll(PointSets.WithSpecialValues(objectives: 2).Generator.ArrayOf().ToArbitrary(), sets =>
        {
            var runs = sets.Take(6).Select(set => set.Flat()).ToArray();
            for (var level = 1; level <= runs.Length; level++)
            {
                var surface = EmpiricalAttainment.Surface(runs, level);
                NondominatedSort.Fronts(surface, 2).Length.ShouldBeLessThanOrEqualTo(1);
                foreach (var goal in Goals())
                {
                    EmpiricalAttainment.CountAttaining([surface], goal).ShouldBe(EmpiricalAttainment.CountAttaining(runs, goal) >= level ? 1 : 0);
                }
            }
        }).QuickCheckThrowOnFailure();

    static IEnumerable<double[]> Goals() =>
        from x in Enumerable.Range(-1, 9) from y in Enumerable.Range(-1, 9) select new double[] { x, y };
}
