using Serverless.Algorithms.Morbo;
using Serverless.Algorithms.Populations;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.Morbo;

public sealed class FrontVolumeTests
{
    readonly NasBench201Space _space = new();

    [Fact]
    public void Of_TwoObjectives_IsTheShareOfTheBoxBehindTheNadir()
    {
        var volume = Volume([1, 9], [5, 5], [11, 4]);

        // The box has sides of 11 and 5.5; 1 and 0.5 of them lie behind the nadir.
        volume.Reference.ShouldBe([12, 9.5]);
        volume.Of([1, 9, 5, 5, 11, 4]).ShouldBe(((11 * 0.5) + (7 * 4) + (1 * 1)) / (11 * 5.5), 1e-12);
        volume.OfEach([1, 9, 5, 5, 11, 4]).ShouldBe([4 * 0.5 / 60.5, 6 * 4 / 60.5, 1 * 1 / 60.5], 1e-12);
    }

    [Fact]
    public void OfEach_FourObjectives_IsAboutTheExactShare()
    {
        double[][] points = [[0, 1, 1, 1], [1, 0, 1, 1], [1, 1, 0, 1], [1, 1, 1, 0]];
        var volume = Volume(points);

        // Each point dominates 1/11 of the box's side in three objectives.
        volume.OfEach([.. points.SelectMany(point => point)]).ShouldAllBe(share => share < 0.02);
        volume.Of([0, 0, 0, 0]).ShouldBe(1);
        volume.Of([0.55, 0, 0, 0]).ShouldBe(0.5, 0.08);
        volume.Of([]).ShouldBe(0);
    }

    [Fact]
    public void Over_NothingFeasible_HasTheRangeOfWhatIsKnown()
    {
        Member[] members = [Member([2, double.NaN], violation: 1), Member([4, 7], violation: 1)];

        var volume = FrontVolume.Over(members, 2, RandomStream.For(1, 0, 0));

        volume.Ideal.ShouldBe([2, 7]);
        volume.Reference.ShouldBe([4.2, 7.7], 1e-12);
        FrontVolume.Front(members, 2).ShouldBeEmpty();
    }

    FrontVolume Volume(params double[][] points) =>
        FrontVolume.Over([.. points.Select(point => Member(point, violation: 0))], points[0].Length, RandomStream.For(1, 0, 0));

    Member Member(double[] objectives, double violation) => new()
    {
        Space = _space,
        Architecture = _space.Create([0, 0, 0, 0, 0, 0]),
        Status = ObservationStatus.Evaluated,
        Objectives = objectives,
        Violation = violation,
    };
}
