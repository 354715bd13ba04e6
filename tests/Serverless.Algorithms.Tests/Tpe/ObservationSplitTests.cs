using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Tpe;

namespace Serverless.Algorithms.Tests.Tpe;

public sealed class ObservationSplitTests
{
    [Fact]
    public void Of_TwoObjectives_TakesWholeFrontsAndThenTheLargestVolume()
    {
        // Fronts: {0, 1}, then {2, 3, 4}, of which (5, 5) dominates most; all others behind. A tenth of 25 is three.
        (double, double)[] values = [(1, 3), (3, 1), (2, 9), (5, 5), (9, 2), .. Enumerable.Range(10, 20).Select(value => ((double)value, (double)value))];

        var split = ObservationSplit.Of([.. values.Select(value => Evaluated(value.Item1, value.Item2))], objectives: 2);

        split.Good.Select(member => member.Objectives[0]).ShouldBe([1, 3, 5]);
        split.Rest.Count.ShouldBe(22);
        split.Rest.Take(3).Select(member => member.Objectives[0]).ShouldBe([2, 9, 10]);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    [InlineData(250, 25)]
    [InlineData(400, 25)]
    public void Of_OneObjective_TakesTheBestTenthUpTo25(int count, int good)
    {
        var split = ObservationSplit.Of([.. Enumerable.Range(0, count).Select(value => Evaluated(-value))], objectives: 1);

        split.Good.Select(member => member.Objectives[0]).ShouldBe(Enumerable.Range(0, good).Select(place => (double)(place - count + 1)).Reverse());
        split.Rest.Count.ShouldBe(count - good);
    }

    [Fact]
    public void Of_FewFeasible_FillsUpByViolationAndNeverWithFailed()
    {
        Member[] members =
        [
            .. Enumerable.Repeat(Of(ObservationStatus.Failed, 0, []), 30),
            Of(ObservationStatus.Infeasible, 5, []), Of(ObservationStatus.Evaluated, 2, [1, 1]), Evaluated(7, 7), Of(ObservationStatus.Infeasible, double.NaN, []),
            .. Enumerable.Repeat(Of(ObservationStatus.Infeasible, 9, []), 17),
        ];

        var split = ObservationSplit.Of(members, objectives: 2);

        split.Good.Select(member => member.Violation).ShouldBe([5, 2, 0]);
        split.Rest.Count.ShouldBe(members.Length - 3);
    }

    [Fact]
    public void WeightsOfRest_ManyObservations_RiseToTheLatest25()
    {
        ObservationSplit.WeightsOfRest(0).ShouldBeEmpty();
        ObservationSplit.WeightsOfRest(25).ShouldAllBe(weight => weight == 1);
        ObservationSplit.WeightsOfRest(26).Take(2).ShouldBe([1 / 26.0, 1]);
        var weights = ObservationSplit.WeightsOfRest(30);
        weights[..5].ShouldBe([1 / 30.0, 1 / 30.0 + (29 / 30.0 / 4), 1 / 30.0 + (29 / 30.0 / 2), 1 / 30.0 + (29 / 30.0 * 3 / 4), 1], 1e-12);
        weights[5..].ShouldAllBe(weight => weight == 1);
    }

    static Member Evaluated(params double[] objectives) => Of(ObservationStatus.Evaluated, 0, objectives);

    static Member Of(ObservationStatus status, double violation, double[] objectives) => new()
    {
        Space = new TinySpace(),
        Architecture = new TinySpace().Create([0, 0, 0]),
        Status = status,
        Objectives = objectives,
        Violation = violation,
    };
}
