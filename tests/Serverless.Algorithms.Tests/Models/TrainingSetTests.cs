using Serverless.Algorithms.Models;
using Serverless.Algorithms.Populations;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.Models;

public sealed class TrainingSetTests
{
    static readonly NasBench201Space Space = new();

    [Theory]
    [InlineData(20, 0, 0)]
    [InlineData(20, 3, 2)] // a quarter of the eight places
    [InlineData(20, 1, 1)]
    [InlineData(5, 6, 3)] // the feasible ones leave three places
    public void Keep_MoreThanThereIsRoomFor_KeepsTheLatestThatViolateAConstraint(int feasible, int violating, int kept)
    {
        Member[] members = [.. Enumerable.Range(0, violating).Select(number => Of(number, violation: 1 + number)), .. Enumerable.Range(0, feasible).Select(number => Of(number, violation: 0))];

        var chosen = TrainingSet.Keep(members, most: 8);

        chosen.Count.ShouldBe(Math.Min(8, members.Length));
        chosen.Count(member => !member.IsFeasible).ShouldBe(kept);
        chosen.Where(member => !member.IsFeasible).TakeLast(2).ShouldBe(members[..violating].TakeLast(Math.Min(2, kept)));
        chosen.ShouldBe(members.Where(chosen.Contains), "they stay in the order in which they were observed");
    }

    [Fact]
    public void Keep_OneObjective_KeepsTheBest()
    {
        Member[] members = [.. Enumerable.Range(0, 20).Select(number => Of(number, violation: 0))];

        TrainingSet.Keep(members, most: 8).Select(member => member.Objectives[0]).ShouldBe(Enumerable.Range(0, 8).Select(number => (double)number));
    }

    static Member Of(int number, double violation) => new()
    {
        Space = Space,
        Architecture = Space.Create([number % 5, number / 5 % 5, 0, 0, 0, 0]),
        Status = violation > 0 ? ObservationStatus.Infeasible : ObservationStatus.Evaluated,
        Objectives = violation > 0 ? [] : [number],
        Violation = violation,
    };
}
