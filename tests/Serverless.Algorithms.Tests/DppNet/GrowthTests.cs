using Serverless.Algorithms.DppNet;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.DppNet;

public sealed class GrowthTests
{
    const int None = 0;
    const int Skip = 1;

    static readonly PublishedSpace Space = new(new NasBench201Space());

    readonly Growth _growth = new(Space);

    [Fact]
    public void Seedling_OfCells_SkipsFromNodeToNode() =>
        _growth.Seedling.Genotype.ToArray().ShouldBe([Skip, None, Skip, None, None, Skip]);

    [Fact]
    public void Extend_TheFirstEdge_HasEachOperationAndStaysConnected()
    {
        var extensions = _growth.Extend(_growth.Seedling, decision: 0).ToArray();

        extensions.Select(cell => cell.Genotype[0]).ShouldBe([0, 1, 2, 3, 4]);
        extensions.ShouldAllBe(cell => NasBench201Space.IsConnected(cell));
        extensions[3].Genotype.ToArray().ShouldBe([3, None, Skip, None, None, Skip]);
        extensions[0].Genotype.ToArray().ShouldBe([None, Skip, Skip, None, None, Skip], "without the way over node 1 the next open edge is the way");
    }

    [Fact]
    public void Extend_EveryEdgeOfEverything_IsTheWholeSpace()
    {
        Architecture[] cells = [_growth.Seedling];
        foreach (var decision in _growth.Decisions)
        {
            cells = [.. cells.SelectMany(cell => _growth.Extend(cell, decision))];
        }

        cells.Length.ShouldBe(15_625);
        cells.Distinct().Count().ShouldBe(15_625);
    }

    [Fact]
    public void Open_AnExtension_IsWhatItGrewFrom()
    {
        var parent = _growth.Extend(_growth.Seedling, decision: 0).Last();

        _growth.Extend(parent, decision: 1).Select(cell => _growth.Open(cell, decided: 1)).ShouldAllBe(cell => cell.Equals(parent));
    }

    [Fact]
    public void Extend_ADecisionThatDoesNotCount_HasNoChoices()
    {
        var space = SearchSpaces.Find("mobile").ShouldNotBeNull();
        var growth = new Growth(space);
        var decision = growth.Decisions.First(decision => !space.IsActive(growth.Seedling, decision));

        growth.Extend(growth.Seedling, decision).ShouldBe([growth.Seedling]);
    }
}
