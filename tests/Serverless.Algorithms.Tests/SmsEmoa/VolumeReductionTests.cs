using FsCheck;
using FsCheck.Fluent;
using Serverless.Algorithms.Populations;
using Serverless.Algorithms.SmsEmoa;
using Serverless.MultiObjective;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.SmsEmoa;

public sealed class VolumeReductionTests
{
    static readonly NasBench201Space Space = new();

    /// <summary>Against brute force: no other member of the last front leaves more volume when it goes.</summary>
    [Fact]
    public void Worst_RandomPoints_CostsTheLastFrontTheLeastVolume() =>
        Prop.ForAll(
            Gen.Choose(0, 9).Select(value => (double)value).ArrayOf(2).NonEmptyListOf().Select(points => points.ToArray()).ToArbitrary(),
            points =>
            {
                Member[] members = [.. points.Select(Evaluated)];
                var worst = VolumeReduction.Worst(members).Objectives;
                var last = NondominatedSort.Fronts(points.SelectMany(point => point).ToArray(), 2)[^1].Select(index => points[index]).ToArray();

                var left = last.Select(lost => Volume([.. last.Where(point => !ReferenceEquals(point, lost))], last)).ToArray();
                var chosen = Array.FindIndex(last, point => point.SequenceEqual(worst));
                return chosen >= 0 && left[chosen] >= left.Max() - 1e-9;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Join_FailedAndInfeasible_GoFirst()
    {
        Member[] told =
        [
            Member(ObservationStatus.Failed, [], 0), Evaluated([1, 2]), Member(ObservationStatus.Infeasible, [], 3), Evaluated([2, 1]),
            Member(ObservationStatus.Infeasible, [], 1),
        ];

        VolumeReduction.Join([], told, size: 3).ShouldBe([told[1], told[3], told[4]]);
    }

    /// <summary>Scaled to the front's range, up to one range beyond it.</summary>
    static double Volume(double[][] points, double[][] front)
    {
        double[] Scale(double[] point) =>
        [
            .. Enumerable.Range(0, 2).Select(objective =>
            {
                var least = front.Min(member => member[objective]);
                var range = front.Max(member => member[objective]) - least;
                return range > 0 ? (point[objective] - least) / range : 0;
            }),
        ];

        return Hypervolume.Of(points.SelectMany(Scale).ToArray(), [2.0, 2.0]);
    }

    static Member Evaluated(double[] objectives) => Member(ObservationStatus.Evaluated, objectives, 0);

    static Member Member(ObservationStatus status, double[] objectives, double violation) => new()
    {
        Space = Space,
        Architecture = Space.Create([0, 0, 0, 0, 0, 0]),
        Status = status,
        Objectives = objectives,
        Violation = violation,
    };
}
