namespace Serverless.Spaces.Tests;

public sealed class UnmergedSpaceTests
{
    readonly NasBench201Space _inner = new();
    readonly UnmergedSpace _space = new(new NasBench201Space());

    [Fact]
    public void CandidateCount_OfEveryGenotype_IsAllOfThem()
    {
        _space.CandidateCount.ShouldBe(15_625);
        _space.Name.ShouldBe("nasbench201-unmerged");
        SearchSpaces.Find("nasbench201-unmerged").ShouldBeOfType<UnmergedSpace>();
        SearchSpaces.Trainable.ShouldNotContain(_space.Name);
    }

    [Fact]
    public void IdOf_CellsOfOneFunction_Differ()
    {
        var skip = _space.Create([1, 0, 0, 1, 0, 0]);
        var same = _space.Create([0, 0, 0, 1, 0, 0]);

        _inner.IdOf(skip).ShouldBe(_inner.IdOf(same));
        _space.IdOf(skip).ShouldNotBe(_space.IdOf(same));
        _space.IdOf(same).ShouldNotBe(_inner.IdOf(same));
        _space.Canonicalise(skip).ShouldBe(skip);
        _space.TryParse(_space.Format(skip), out var parsed, out _).ShouldBeTrue();
        parsed.ShouldBe(skip);
    }
}
