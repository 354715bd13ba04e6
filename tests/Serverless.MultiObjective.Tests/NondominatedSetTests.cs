using FsCheck;
using FsCheck.Fluent;

namespace Serverless.MultiObjective.Tests;

public sealed class NondominatedSetTests
{
    [Fact]
    public void Add_Points_KeepsOnlyTheBest()
    {
        var set = new NondominatedSet<string>(objectives: 2);

        set.Add([2, 2], "a").ShouldBeTrue();
        set.Add([3, 3], "dominated").ShouldBeFalse();
        set.Add([2, 2], "copy").ShouldBeFalse();
        set.Add([double.NaN, 0], "NaN").ShouldBeFalse();
        set.Add([1, 4], "b").ShouldBeTrue();
        set.Add([2, 1], "c").ShouldBeTrue();

        set.Items.ShouldBe(["b", "c"]);
        set.Points.ToArray().ShouldBe([1, 4, 2, 1]);
    }

    [Fact]
    public void Add_OtherLength_Throws()
    {
        var set = new NondominatedSet<string>(objectives: 2);
        set.Add([2, 2], "a");

        Should.Throw<ArgumentException>(() => set.Add([2], "b"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Add_AnySequence_HoldsTheFirstOfEachNondominatedPoint(int objectives) =>
        Prop.ForAll(PointSets.WithSpecialValues(objectives), points =>
        {
            var set = new NondominatedSet<int>(objectives);
            for (var i = 0; i < points.Length; i++)
            {
                set.Add(points[i], i);
            }

            var expected = Enumerable.Range(0, points.Length)
                .Where(i => !Dominance.HasNaN(points[i]))
                .Where(i => !points.Any(other => Dominance.Dominates(other, points[i])))
                .Where(i => !points.Take(i).Any(other => other.SequenceEqual(points[i])));
            set.Items.ShouldBe(expected);
            set.Points.ToArray().ShouldBe(set.Items.SelectMany(i => points[i]));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1, 3, true)]
    [InlineData(2, 4, true)]
    [InlineData(0.5, 4, false)]
    [InlineData(double.NaN, 4, false)]
    public void Covers_APoint_TellsWhetherOneOfTheSetIsNowhereWorse(double first, double second, bool expected)
    {
        var set = new NondominatedSet<int>(2);
        set.Add([1, 3], 0);
        set.Add([3, 1], 1);

        set.Covers([first, second]).ShouldBe(expected);
    }
}
