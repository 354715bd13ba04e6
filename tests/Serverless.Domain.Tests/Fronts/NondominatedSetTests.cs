using FsCheck;
using FsCheck.Fluent;
using Serverless.Domain.Fronts;

namespace Serverless.Domain.Tests.Fronts;

public sealed class NondominatedSetTests
{
    [Fact]
    public void Add_Points_KeepsOnlyTheBest()
    {
        var set = new NondominatedSet<string>();

        set.Add([2, 2], "a").ShouldBeTrue();
        set.Add([3, 3], "dominated").ShouldBeFalse();
        set.Add([2, 2], "copy").ShouldBeFalse();
        set.Add([double.NaN, 0], "NaN").ShouldBeFalse();
        set.Add([1, 4], "b").ShouldBeTrue();
        set.Add([2, 1], "c").ShouldBeTrue();

        set.Members.Select(member => member.Item).ShouldBe(["b", "c"]);
    }

    [Fact]
    public void Add_OtherLength_Throws()
    {
        var set = new NondominatedSet<string>();
        set.Add([2, 2], "a");

        Should.Throw<ArgumentException>(() => set.Add([2], "b"));
    }

    [Fact]
    public void Add_AnySequence_HoldsTheFirstFrontWithoutCopies() =>
        Prop.ForAll(PointSets.Of(objectives: 3), points =>
        {
            var set = new NondominatedSet<int>();
            for (var i = 0; i < points.Length; i++)
            {
                set.Add(points[i], i);
            }

            var expected = points.Where(point => !points.Any(other => Dominance.Dominates(other, point)))
                .Select(point => string.Join(' ', point)).Distinct();
            set.Members.Select(member => string.Join(' ', member.Point)).ShouldBe(expected, ignoreOrder: true);
        }).QuickCheckThrowOnFailure();
}
