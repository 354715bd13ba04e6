using Serverless.MultiObjective.Randomness;
using Serverless.Spaces.Encodings;

namespace Serverless.Spaces.Tests.Encodings;

public sealed class CellEncoderTests
{
    static readonly NasBench201Space Space = new();
    static readonly SpaceSpecification Skeleton = new() { Name = Space.Name, Channels = 8, CellsPerStage = 2 };
    static readonly ImageShape Shape = new(3, 32, 32, 10);
    static readonly ArchitectureEncoder Encoder = ArchitectureEncoders.For(Space, Skeleton, Shape);

    static IEnumerable<Architecture> Some => Enumerable.Range(0, 300).Select(index => Space.Sample(RandomStream.For(1, 0, index)));

    [Fact]
    public void Features_OfTheNetwork_AreWhatItsOutlineCounts()
    {
        foreach (var cell in Some)
        {
            var outline = Space.Outline(cell, Skeleton, Shape);
            var cost = ArchitectureCost.Of(outline);

            Feature(cell, "depth").ShouldBe(outline.Depth, Space.Format(cell));
            Feature(cell, "convolutions").ShouldBe(outline.Layers.Count - 1);
            Feature(cell, "logMacs").ShouldBe(MathF.Log(cost.Macs), 1e-5f);
            Feature(cell, "logParameters").ShouldBe(MathF.Log(cost.Parameters), 1e-5f);
        }

        Feature(Some.First(), "inputSize").ShouldBe(32);
        Feature(Some.First(), "firstChannels").ShouldBe(8);
        Feature(Some.First(), "lastChannels").ShouldBe(32);
        Feature(Some.First(), "downSamplings").ShouldBe(2);
    }

    [Fact]
    public void Features_OfTheCell_CountOperationsAndPaths()
    {
        // 0→1 3×3, 0→2 3×3, 1→2 pool, 0→3 skip, 1→3 3×3, 2→3 skip.
        var cell = Parse("|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|");

        Feature(cell, "nor_conv_3x3").ShouldBe(3);
        Feature(cell, "live_skip_connect").ShouldBe(2);
        Feature(cell, "paths").ShouldBe(4);
        Feature(cell, "longestPath").ShouldBe(2);
        Feature(cell, "shortestPath").ShouldBe(0);
        Feature(cell, "mostConvolutions").ShouldBe(2);
        Feature(cell, "edge1to2=avg_pool_3x3").ShouldBe(1);
        Feature(cell, "edge1to2=none").ShouldBe(0);
    }

    [Fact]
    public void Features_OfTheWays_CountWhatLiesOnThem()
    {
        // Ways: skip; 3×3, 3×3; 3×3, skip; 3×3, pool, skip.
        var cell = Parse("|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|");

        Feature(cell, "pathsOf0Convolutions").ShouldBe(1);
        Feature(cell, "pathsOf1Convolutions").ShouldBe(2);
        Feature(cell, "pathsOf23x3").ShouldBe(1);
        Feature(cell, "pathsOf1Pools").ShouldBe(1);
        Feature(cell, "pathsOfSkips").ShouldBe(1);
        Feature(cell, "most3x3").ShouldBe(2);
        Feature(cell, "mostPools").ShouldBe(1);
        Feature(cell, "fewestPools").ShouldBe(0);
        Feature(cell, "path1_nor_conv_3x3").ShouldBe(2);
        Feature(cell, "path2_avg_pool_3x3").ShouldBe(1);
        Feature(cell, "path4_nor_conv_3x3").ShouldBe(0);
        Feature(cell, "path4_isThere").ShouldBe(1);
    }

    [Fact]
    public void Features_OfTheWays_AreTheSameOnWhicheverEdgesTheyLie()
    {
        // 3×3 then 1×1, by the second node or by the third.
        var (first, second) = (
            Parse("|nor_conv_3x3~0|+|none~0|none~1|+|none~0|nor_conv_1x1~1|none~2|"), Parse("|none~0|+|nor_conv_3x3~0|none~1|+|none~0|none~1|nor_conv_1x1~2|"));

        foreach (var name in Encoder.FeatureNames.Where(name => name.StartsWith("path", StringComparison.Ordinal)))
        {
            Feature(second, name).ShouldBe(Feature(first, name), name);
        }
    }

    [Fact]
    public void Adjacency_SkipsAndDeadEdges_AreNoNodes()
    {
        // 0→1 skip, 0→2 3×3 (dead: 2→3 is none), 1→2 pool (dead), 0→3 1×1, 1→3 3×3.
        var cell = Parse("|skip_connect~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|nor_conv_1x1~0|nor_conv_3x3~1|none~2|");

        Links(cell).ShouldBe(["0→4×1", "0→5×1", "4→7×1", "5→7×1"]);
        Encode(EncodingPart.Operations, cell).Chunk(5).Select(row => Array.IndexOf(row, 1f)).ShouldBe([3, -1, -1, -1, 0, 1, -1, 4]);
    }

    [Fact]
    public void Adjacency_SeveralWaysOfSkips_AreCounted()
    {
        var cell = Parse("|skip_connect~0|+|skip_connect~0|skip_connect~1|+|skip_connect~0|skip_connect~1|nor_conv_3x3~2|");

        Links(cell).ShouldBe(["0→6×2", "0→7×2", "6→7×1"]);
    }

    [Fact]
    public void IsConnected_EveryCell_IsWhatTheSpaceSays()
    {
        foreach (var cell in Some)
        {
            Encoder.IsConnected(cell).ShouldBe(NasBench201Space.IsConnected(cell));
        }
    }

    [Fact]
    public void Encode_Batch_IsEachOneBehindTheOther()
    {
        var cells = Some.Take(3).ToArray();
        var batch = new float[3 * 30];

        Encoder.Encode(EncodingPart.Tokens, cells, batch);

        batch.ShouldBe(cells.SelectMany(cell => Encode(EncodingPart.Tokens, cell)));
        batch.Sum().ShouldBe(18);
    }

    [Fact]
    public void Encode_TooLittleRoom_Throws() =>
        Should.Throw<ArgumentException>(() => Encoder.Encode(EncodingPart.Tokens, Some.First(), new float[29])).Message.ShouldContain("30");

    static Architecture Parse(string text)
    {
        Space.TryParse(text, out var cell, out var error).ShouldBeTrue(error);
        return cell!;
    }

    static float Feature(Architecture cell, string name) =>
        Encode(EncodingPart.Features, cell)[Encoder.FeatureNames.Index().Single(feature => feature.Item == name).Index];

    static IEnumerable<string> Links(Architecture cell) => Encode(EncodingPart.Adjacency, cell).Index()
        .Where(link => link.Item > 0).Select(link => $"{link.Index / 8}→{link.Index % 8}×{link.Item}");

    static float[] Encode(EncodingPart part, Architecture cell)
    {
        var numbers = new float[Encoder.ShapeOf(part).Length];
        Encoder.Encode(part, cell, numbers);
        return numbers;
    }
}
