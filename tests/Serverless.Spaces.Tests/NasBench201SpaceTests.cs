using Serverless.MultiObjective.Randomness;

namespace Serverless.Spaces.Tests;

public sealed class NasBench201SpaceTests
{
    const string Example = "|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|";

    readonly NasBench201Space _space = new();

    [Fact]
    public void TryParse_PublishedExample_GivesItsGenotype()
    {
        _space.TryParse(Example, out var architecture, out var error).ShouldBeTrue(error);

        architecture!.Genotype.ToArray().ShouldBe([3, 3, 4, 1, 3, 1]);
        _space.Format(architecture).ShouldBe(Example);
    }

    [Theory]
    [InlineData("", "1 groups")]
    [InlineData("|nor_conv_3x3~0|", "1 groups")]
    [InlineData("|none~0|+|none~0|+|none~0|none~1|none~2|", "Node 2")]
    [InlineData("|none~0|+|none~0|none~1|none~2|+|none~0|none~1|none~2|", "Node 2")]
    [InlineData("|none~0|+|none~1|none~0|+|none~0|none~1|none~2|", "'~0', not 'none~1'")]
    [InlineData("|none|+|none~0|none~1|+|none~0|none~1|none~2|", "'~0', not 'none'")]
    [InlineData("|conv~0|+|none~0|none~1|+|none~0|none~1|none~2|", "'conv' is not an operation; use one of none, skip_connect")]
    [InlineData("none~0|+|none~0|none~1|+|none~0|none~1|none~2|", "Node 1")]
    public void TryParse_OtherText_SaysWhatIsWrong(string text, string reason)
    {
        _space.TryParse(text, out var architecture, out var error).ShouldBeFalse();

        architecture.ShouldBeNull();
        error.ShouldNotBeNull().ShouldContain(reason);
    }

    [Fact]
    public void Create_WrongLengthOrChoice_Throws()
    {
        Should.Throw<ArgumentException>(() => _space.Create([0, 0, 0, 0, 0])).Message.ShouldContain("6 choices, not 5");
        Should.Throw<ArgumentException>(() => _space.Create([0, 0, 0, 0, 0, 5])).Message.ShouldContain("'edge2to3'");
        Should.Throw<ArgumentException>(() => _space.Create([0, -1, 0, 0, 0, 0])).Message.ShouldContain("'edge0to2'");
    }

    [Fact]
    public void Neighbours_AnyCell_AreThe24WithOneOtherOperation()
    {
        var cell = _space.Create([3, 3, 4, 1, 3, 1]);

        var neighbours = _space.Neighbours(cell).ToList();

        neighbours.Distinct().Count().ShouldBe(24);
        neighbours.ShouldAllBe(neighbour => Differences(cell, neighbour) == 1);
    }

    [Fact]
    public void Mutate_ManyTimes_AlwaysChangesAndMostlyOneEdge()
    {
        var cell = _space.Create([3, 3, 4, 1, 3, 1]);
        var random = RandomStream.For(1, 0, 0);

        var changes = Enumerable.Range(0, 6000).Select(_ => Differences(cell, _space.Mutate(cell, random))).ToList();

        changes.ShouldAllBe(count => count >= 1);
        // Binomial(6, 1/6) given at least one: P(1) = 0.4019 / (1 - 0.3349) = 0.604; four standard deviations are 0.025.
        (changes.Count(count => count == 1) / 6000.0).ShouldBe(0.604, 0.025);
    }

    [Fact]
    public void Crossover_TwoCells_TakesOneRunOfEdgesFromTheSecond()
    {
        var zeros = _space.Create([0, 0, 0, 0, 0, 0]);
        var ones = _space.Create([1, 1, 1, 1, 1, 1]);
        var random = RandomStream.For(1, 0, 0);

        var children = Enumerable.Range(0, 1000).Select(_ => string.Concat(_space.Crossover(zeros, ones, random).Genotype.ToArray())).ToList();

        children.ShouldAllBe(child => child.Trim('0').Replace("1", "") == "");
        children.Distinct().Count().ShouldBe(22, "no run, and 21 runs of one to six of six places");
    }

    [Fact]
    public void Sample_ManyTimes_DrawsEveryOperationOfEveryEdgeEquallyOften()
    {
        var random = RandomStream.For(3, 0, 0);

        var samples = Enumerable.Range(0, 10_000).Select(_ => _space.Sample(random)).ToList();

        for (var edge = 0; edge < 6; edge++)
        {
            var counts = samples.GroupBy(sample => sample.Genotype[edge]).Select(group => (double)group.Count()).ToList();
            counts.Count.ShouldBe(5);
            // Four standard deviations of a binomial count around 2,000.
            counts.ShouldAllBe(count => Math.Abs(count - 2000) < 160);
        }
    }

    [Fact]
    public void EncodeOneHot_Cell_SetsOnePlacePerEdge()
    {
        var encoding = Enumerable.Repeat(9f, 31).ToArray();

        _space.EncodeOneHot(_space.Create([0, 1, 2, 3, 4, 0]), encoding);

        _space.OneHotLength.ShouldBe(30);
        string.Concat(encoding.Take(30)).ShouldBe("10000" + "01000" + "00100" + "00010" + "00001" + "10000");
        encoding[30].ShouldBe(9f, "what lies behind the encoding is left alone");
        Should.Throw<ArgumentException>(() => _space.EncodeOneHot(_space.Create([0, 0, 0, 0, 0, 0]), new float[29]));
    }

    [Fact]
    public void IdOf_Cells_AreStableAndSafe()
    {
        var id = _space.IdOf(_space.Create([3, 3, 4, 1, 3, 1]));

        id.Value.ShouldMatch("^c[0-9a-f]{16}$");
        id.Value.ShouldBe("cdb5fc54e8c4dc3ca", "ids name cached evaluations, so they may never change");
    }

    [Fact]
    public void SearchSpaces_Find_KnowsTheSpaceByItsExactName()
    {
        SearchSpaces.Names.ShouldContain("nasbench201-canonical");
        SearchSpaces.Find("nasbench201-canonical").ShouldBeOfType<NasBench201Space>();
        SearchSpaces.Find("NasBench201").ShouldBeNull();
    }

    static int Differences(Architecture first, Architecture second)
    {
        var count = 0;
        for (var i = 0; i < first.Genotype.Length; i++)
        {
            count += first.Genotype[i] == second.Genotype[i] ? 0 : 1;
        }

        return count;
    }
}
