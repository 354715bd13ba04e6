using Serverless.MultiObjective.Randomness;
using Serverless.Testing;

namespace Serverless.Spaces.Tests.Features;

public sealed class SpaceFeaturesTests
{
    public static TheoryData<string> Names => [.. TestSpaces.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Write_EverySpace_GivesFiniteFeaturesOfItsBlocks(string name)
    {
        var space = TestSpaces.Find(name);
        var features = space.Features;
        var random = RandomStream.For(seed: 1, generation: 0, index: 0);
        var written = new double[features.Length];

        for (var i = 0; i < 50; i++)
        {
            var architecture = space.Sample(random);
            features.Write(architecture, written);
            written.ShouldAllBe(value => double.IsFinite(value));
            double.IsFinite(features.SizeOf(architecture)).ShouldBeTrue();
        }

        features.Blocks.Select(block => block.Name).ShouldBeUnique();
        features.Blocks.SelectMany(block => block.Names.Select(feature => $"{block.Name}.{feature}")).ShouldBeUnique();
        foreach (var view in new[] { features.Function, features.Detail, features.Execution })
        {
            view.Groups.SelectMany(group => group).ShouldBeUnique();
            view.Groups.SelectMany(group => group).ShouldAllBe(block => block >= 0 && block < features.Blocks.Count);
        }
    }

    [Fact]
    public void Write_TooShort_IsRefused() =>
        Should.Throw<ArgumentException>(() => new NasBench201Space().Features.Write(new NasBench201Space().Create([0, 0, 0, 0, 0, 0]), new double[3]))
            .Message.ShouldContain("places, not 3");

    [Fact]
    public void Write_NasBench201CellsOfOneFunction_GivesTheFunctionsViewEqual()
    {
        var space = new NasBench201Space();
        var random = RandomStream.For(seed: 1, generation: 0, index: 0);

        for (var i = 0; i < 500; i++)
        {
            var cell = space.Sample(random);
            View(space, space.Canonicalise(cell)).ShouldBe(View(space, cell));
        }
    }

    [Fact]
    public void Write_NasBench201_CountsWhatIsThereRunsAndMatters()
    {
        var space = new NasBench201Space();

        // 0→1 3×3, 0→2 none, 1→2 3×3, 0→3 1×1, 1→3 none, 2→3 none: nothing reads node 2.
        var cell = space.Create([3, 0, 3, 2, 0, 0]);

        Feature(space, cell, "rawCounts", "weights").ShouldBe(19);
        Feature(space, cell, "executedCounts", "weights").ShouldBe(1);
        Feature(space, cell, "liveCounts", "weights").ShouldBe(1);
        Feature(space, cell, "liveCounts", "paths").ShouldBe(1);
        Feature(space, cell, "pathSequences", "pathsOf(1x1)").ShouldBe(1);
        Feature(space, cell, "pathLengths", "pathsOf1Convolutions").ShouldBe(1);
        Feature(space, cell, "executedEdges", "edge0to1=none").ShouldBe(1);
        Feature(space, cell, "rawEdges", "edge0to1=nor_conv_3x3").ShouldBe(1);
    }

    [Theory]
    [InlineData(new[] { 1, 0, 1, 0, 0, 1 }, true)]
    [InlineData(new[] { 3, 3, 0, 0, 0, 0 }, false)]
    public void IsConnected_NasBench201_IsTheSpacesOwn(int[] genotype, bool expected)
    {
        var space = new NasBench201Space();
        var cell = space.Create(genotype);

        space.Features.IsConnected(cell).ShouldBe(expected);
        NasBench201Space.IsConnected(cell).ShouldBe(expected);
    }

    static double[] View(NasBench201Space space, Architecture cell)
    {
        var features = space.Features;
        var written = new double[features.Length];
        features.Write(cell, written);
        return [.. features.Function.Groups.SelectMany(group => group).SelectMany(block => written[StartOf(space, block)..(StartOf(space, block) + features.Blocks[block].Names.Count)])];
    }

    static double Feature(NasBench201Space space, Architecture cell, string blockName, string name)
    {
        var written = new double[space.Features.Length];
        space.Features.Write(cell, written);
        var block = space.Features.Blocks.Index().Single(block => block.Item.Name == blockName);
        return written[StartOf(space, block.Index) + block.Item.Names.Index().Single(feature => feature.Item == name).Index];
    }

    static int StartOf(NasBench201Space space, int block) => space.Features.Blocks.Take(block).Sum(before => before.Names.Count);
}
