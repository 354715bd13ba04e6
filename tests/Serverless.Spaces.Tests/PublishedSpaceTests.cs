namespace Serverless.Spaces.Tests;

public sealed class PublishedSpaceTests
{
    readonly NasBench201Space _canonical = new();
    readonly PublishedSpace _space = new(new NasBench201Space());

    [Fact]
    public void CandidateCount_OfEveryGenotype_IsAllOfThem()
    {
        _space.CandidateCount.ShouldBe(15_625);
        _space.Name.ShouldBe("nasbench201");
        SearchSpaces.Find("nasbench201").ShouldBeOfType<PublishedSpace>();
        SearchSpaces.Trainable.ShouldContain(_space.Name);
    }

    [Fact]
    public void IdOf_CellsOfOneFunction_Differ()
    {
        var skip = _space.Create([1, 0, 0, 1, 0, 0]);
        var same = _space.Create([0, 0, 0, 1, 0, 0]);

        _canonical.IdOf(skip).ShouldBe(_canonical.IdOf(same));
        _space.IdOf(skip).ShouldNotBe(_space.IdOf(same));
        new[] { skip, same }.Select(_space.IdOf).ShouldContain(_canonical.IdOf(same), "the representative is one candidate in both spaces");
        _space.Canonicalise(skip).ShouldBe(skip);
        _space.TryParse(_space.Format(skip), out var parsed, out _).ShouldBeTrue();
        parsed.ShouldBe(skip);
    }
}
