using Serverless.MultiObjective.Randomness;
using Serverless.Spaces.Costs;
using Serverless.Spaces.Encodings;
using Serverless.Testing;

namespace Serverless.Spaces.Tests.Encodings;

public sealed class LayerEncoderTests
{
    static readonly ImageShape Shape = new(1, 28, 28, 10);

    [Fact]
    public void Encode_Mobile_HasANodePerLayerThatCounts()
    {
        var space = new MobileSpace();
        space.TryParse("k3_e1_g2,k5_e6_se/k3_e3/k3_e1/k5_e6", out var architecture, out _).ShouldBeTrue();
        var encoder = ArchitectureEncoders.For(space, space.DefaultSkeleton, Shape);

        // Four stages of at most three layers: 1 and 2 of the first stage, then the first of each.
        Links(encoder, architecture!).ShouldBe(["0→1", "1→2", "2→4", "4→7", "7→10", "10→13"]);
        var operations = Encode(encoder, EncodingPart.Operations, architecture!).Chunk(encoder.ShapeOf(EncodingPart.Operations).Columns).ToArray();

        // Kernel 3, 5; expansion 1, 3, 6; groups 1, 2; plain, excitation; then the place.
        operations[1][..9].ShouldBe([1, 0, 1, 0, 0, 0, 1, 1, 0]);
        operations[2][..9].ShouldBe([0, 1, 0, 0, 1, 0, 0, 0, 1]);
        operations[2][9..].ShouldBe([0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        operations[3].Sum().ShouldBe(0);
    }

    [Fact]
    public void Features_Macro_AreWhatTheOutlineCountsThenTheChoices()
    {
        var space = new NasBenchMacroSpace();
        var encoder = ArchitectureEncoders.For(space, space.DefaultSkeleton, Shape);
        var architecture = space.Sample(RandomStream.For(1, 0, 0));
        var outline = space.Outline(architecture, space.DefaultSkeleton, Shape);
        var oneHot = new float[space.OneHotLength];
        space.EncodeOneHot(architecture, oneHot);

        var features = Encode(encoder, EncodingPart.Features, architecture);

        features[0].ShouldBe(outline.Depth);
        features[3].ShouldBe(MathF.Log(outline.Parameters), 1e-5f);
        features[8].ShouldBe((float)Math.Log(BitOperations.Of(outline, 8, 8)), 1e-5f);
        features[9..].ShouldBe(oneHot);
    }

    [Fact]
    public void Encode_SpaceKnownByItsTableOnly_HasChoicesAlone()
    {
        var space = new TableSpace("sizes", [new("depth", ["2", "4"]), new("width", ["8", "16", "32"])]);
        var encoder = ArchitectureEncoders.For(space, space.DefaultSkeleton, Shape);

        Encode(encoder, EncodingPart.Features, space.Create([1, 2])).ShouldBe([0, 1, 0, 0, 1]);
        Encode(encoder, EncodingPart.Tokens, space.Create([1, 2])).ShouldBe([0, 1, 0, 1, 0, 0, 0, 1, 0, 1]);
        Links(encoder, space.Create([1, 2])).ShouldBe(["0→1", "1→2", "2→3"]);
    }

    [Fact]
    public void Encode_EveryNamedSpace_IsFiniteAndTellsArchitecturesApart()
    {
        foreach (var space in TestSpaces.Names.Select(TestSpaces.Find))
        {
            var encoder = ArchitectureEncoders.For(space, space.DefaultSkeleton, Shape);
            var drawn = Enumerable.Range(0, 50).Select(index => space.Canonicalise(space.Sample(RandomStream.For(2, 0, index)))).Distinct().ToList();

            var tokens = drawn.Select(one => string.Join(' ', Encode(encoder, EncodingPart.Tokens, one)));

            tokens.Distinct().Count().ShouldBe(drawn.Count, space.Name);
            drawn.SelectMany(one => Encode(encoder, EncodingPart.Features, one)).ShouldAllBe(feature => float.IsFinite(feature));
        }
    }

    static IEnumerable<string> Links(ArchitectureEncoder encoder, Architecture architecture)
    {
        var nodes = encoder.ShapeOf(EncodingPart.Adjacency).Rows;
        return Encode(encoder, EncodingPart.Adjacency, architecture).Index()
            .Where(link => link.Item > 0).Select(link => $"{link.Index / nodes}→{link.Index % nodes}");
    }

    static float[] Encode(ArchitectureEncoder encoder, EncodingPart part, Architecture architecture)
    {
        var numbers = new float[encoder.ShapeOf(part).Length];
        encoder.Encode(part, architecture, numbers);
        return numbers;
    }
}
