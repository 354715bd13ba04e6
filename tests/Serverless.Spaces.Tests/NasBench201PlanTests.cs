namespace Serverless.Spaces.Tests;

public sealed class NasBench201PlanTests
{
    static readonly NasBench201Space Space = new();

    [Fact]
    public void Live_EveryEdgeUsed_IsAllSix() => LiveEdgesOf(3, 3, 3, 3, 3, 3).ShouldBe([0, 1, 2, 3, 4, 5]);

    [Fact]
    public void Live_NodeWithoutInput_LeavesOutWhatHangsOnIt() => LiveEdgesOf(0, 0, 3, 1, 3, 3).ShouldBe([3]);

    [Fact]
    public void Live_NodeThatNothingReads_LeavesOutWhatFeedsIt() => LiveEdgesOf(3, 3, 3, 1, 0, 0).ShouldBe([3]);

    [Fact]
    public void Live_NoPath_IsEmpty() => LiveEdgesOf(3, 3, 3, 0, 0, 0).ShouldBeEmpty();

    [Fact]
    public void Compute_OnExpressions_SpellsTheCell()
    {
        // Node 1 = 3x3(x); node 2 = x + pool(node 1); node 3 = 1x1(node 1) + node 2.
        var plan = NasBench201Plan.Of(Space.Create([3, 1, 4, 0, 2, 1]));

        plan.Compute("x", (edge, value) => $"{edge.Operation}({value})", (sum, term) => $"{sum} + {term}").ShouldBe(
            "nor_conv_1x1(nor_conv_3x3(x)) + skip_connect(skip_connect(x) + avg_pool_3x3(nor_conv_3x3(x)))");
    }

    [Fact]
    public void Compute_AllCells_IsNothingExactlyWhereTheSpaceSaysDisconnected()
    {
        for (var index = 0; index < 15_625; index++)
        {
            var cell = Space.Create([.. Enumerable.Range(0, 6).Select(edge => index / (int)Math.Pow(5, edge) % 5)]);

            (NasBench201Plan.Of(cell).Compute("x", (_, value) => value, (sum, _) => sum) is not null).ShouldBe(NasBench201Space.IsConnected(cell));
        }
    }

    static IEnumerable<int> LiveEdgesOf(params int[] genotype) =>
        NasBench201Plan.Of(Space.Create(genotype)).Live.Select(edge => edge.Index);
}
