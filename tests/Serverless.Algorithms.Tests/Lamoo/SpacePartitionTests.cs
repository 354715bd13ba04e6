using Serverless.Algorithms.Lamoo;
using Serverless.Algorithms.Populations;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.Lamoo;

public sealed class SpacePartitionTests
{
    readonly NasBench201Space _space = new();

    [Fact]
    public void Leaves_ManyMembers_HaveEachExactlyOnceInParts()
    {
        var members = Members(120);

        var partition = new SpacePartition(_space, members);

        partition.Leaves.Count.ShouldBeInRange(3, 50);
        partition.Leaves.SelectMany(leaf => leaf.Members).Order().ShouldBe(Enumerable.Range(0, 120));
        partition.Leaves.ShouldAllBe(leaf => leaf.Members.Length <= leaf.ParentSize);
    }

    [Fact]
    public void Contains_OneCut_GoodHalfHasMoreOfTheFrontOfTheWholeSpace()
    {
        var partition = new SpacePartition(_space, Members(100));
        var good = partition.Leaves.First(leaf => leaf.Path.All(cut => cut.IsGood));
        Architecture[] samples = [.. Samples(500, seed: 9)];
        double[][] rivals = [.. samples.Take(200).Select(ObjectivesOf)];

        double[] inside = [.. samples.Where(sample => partition.Contains(good, sample, 1)).Select(DominatedBy)];
        double[] outside = [.. samples.Where(sample => !partition.Contains(good, sample, 1)).Select(DominatedBy)];

        inside.Average().ShouldBeLessThan(0.7 * outside.Average());

        double DominatedBy(Architecture architecture)
        {
            var own = ObjectivesOf(architecture);
            return rivals.Count(rival => MultiObjective.Dominance.Dominates(rival, own));
        }
    }

    [Fact]
    public void Best_FewMembers_IsTheWholeSpace()
    {
        var partition = new SpacePartition(_space, Members(10));

        var part = partition.Best();

        part.Path.ShouldBeEmpty();
        part.Members.Length.ShouldBe(10);
        partition.Contains(part, _space.Sample(RandomStream.For(1, 0, 0)), cuts: 5).ShouldBeTrue();
    }

    [Fact]
    public void Best_NothingFeasible_IsStillAPart()
    {
        Member[] members = [.. Members(40).Select((member, i) => new Member
        {
            Space = _space, Architecture = member.Architecture, Objectives = [], Violation = i, Status = i % 3 == 0 ? ObservationStatus.Failed : ObservationStatus.Infeasible,
        })];

        new SpacePartition(_space, members).Best().Members.ShouldNotBeEmpty();
    }

    [Fact]
    public void Of_FeasibleInfeasibleAndFailed_CountsThoseThatDominate()
    {
        var architecture = Samples(1, seed: 1).Single();
        Member Make(ObservationStatus status, double violation, params double[] objectives) =>
            new() { Space = _space, Architecture = architecture, Status = status, Objectives = objectives, Violation = violation };

        DominanceNumbers.Of(
        [
            Make(ObservationStatus.Evaluated, 0, 1, 4),
            Make(ObservationStatus.Evaluated, 0, 2, 5),
            Make(ObservationStatus.Evaluated, 0, 3, 3),
            Make(ObservationStatus.Infeasible, 1),
            Make(ObservationStatus.Infeasible, 2),
            Make(ObservationStatus.Failed, 0),
        ]).ShouldBe([0, 1, 0, 3, 4, 5]);
    }

    Member[] Members(int count) => [.. Samples(count, seed: 3).Select(cell => new Member
    {
        Space = _space, Architecture = cell, Status = ObservationStatus.Evaluated, Objectives = ObjectivesOf(cell), Violation = 0,
    })];

    double[] ObjectivesOf(Architecture cell) => ClosedForm.Objectives(_space.Format(cell));

    IEnumerable<Architecture> Samples(int count, long seed)
    {
        var random = RandomStream.For(seed, 0, 0);
        return [.. Enumerable.Range(0, count).Select(_ => _space.Canonicalise(_space.Sample(random)))];
    }
}
