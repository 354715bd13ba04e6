using Serverless.MultiObjective.Randomness;
using Serverless.Spaces.Encodings;
using Serverless.Spaces.Recipes;
using Serverless.Testing;

namespace Serverless.Spaces.Tests.Recipes;

public sealed class JointSpaceTests
{
    const string Cell = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|nor_conv_1x1~2|";

    static readonly ImageShape Shape = new(3, 32, 32, 10);

    static JointSpace Space { get; } = new(new NasBench201Space(), TestSpaces.Recipe);

    static IEnumerable<Architecture> Drawn => Enumerable.Range(0, 60).Select(index => Space.Sample(RandomStream.For(5, 0, index)));

    [Fact]
    public void Dimensions_OfAnyOrderOfTheRecipe_StandAfterThoseOfTheNetworkAndThoseThatTheyDependOn()
    {
        Space.Dimensions.Skip(Space.NetworkDecisions).Select(dimension => dimension.Name).ShouldBe(["learningRate", "optimiser", "momentum"]);
        Space.Dimensions[^1].ActiveWhen!.Dimension.ShouldBe(7);
        Space.CandidateCount.ShouldBe(new NasBench201Space().CandidateCount * 9);
        new JointSpace(new MobileSpace(), Many(30)).CandidateCount.ShouldBe(long.MaxValue);
    }

    [Fact]
    public void Format_AndBack_IsTheCanonicalArchitecture()
    {
        foreach (var drawn in Drawn)
        {
            var canonical = Space.Canonicalise(drawn);

            Space.TryParse(Space.Format(canonical), out var read, out var error).ShouldBeTrue(error);
            read.ShouldBe(canonical);
            Space.IdOf(read!).ShouldBe(Space.IdOf(drawn));
        }
    }

    [Theory]
    [InlineData(Cell, "The recipe is missing: write it after the architecture, for example '@ learningRate=0.001 optimiser=sgd momentum=0'.")]
    [InlineData("none @ learningRate=0.1 optimiser=adamw", "The cell has 1 groups")]
    [InlineData(Cell + " @ learningRate=0.1 optimiser=adamw momentum=0.9", "'momentum' does not apply to this recipe; remove it.")]
    [InlineData(Cell + " @ learningRate=0.1 optimiser=sgd", "'momentum' is missing: one of 0, 0.9.")]
    [InlineData(Cell + " @ learningRate=0.3 optimiser=adamw", "'learningRate=0.3' is not one of the choices 0.001, 0.01, 0.1.")]
    [InlineData(Cell + " @ dropout=0.3", "'dropout=0.3' is not a field of the recipe, '=' and its value, each field once; use fields of learningRate, optimiser, momentum.")]
    public void TryParse_WrongText_SaysWhatIsWrong(string text, string expected)
    {
        Space.TryParse(text, out _, out var error).ShouldBeFalse();

        error!.ShouldContain(expected);
    }

    [Fact]
    public void IdOf_TellsRecipesAndTheirDefinitionsApart_AndNotWhatDoesNotCount()
    {
        var network = Space.NetworkOf(Space.Canonicalise(Drawn.First()));
        var other = new JointSpace(new NasBench201Space(), Many(2));
        CandidateId[] ids =
        [
            new NasBench201Space().IdOf(network), Space.IdOf(With(network, 0, 0, 0)), Space.IdOf(With(network, 1, 0, 0)), Space.IdOf(With(network, 0, 0, 1)),
            other.IdOf(other.Create([.. network.Genotype, 0, 0])),
        ];

        ids.ShouldBeUnique();
        Space.IdOf(With(network, 0, 1, 1)).ShouldBe(Space.IdOf(With(network, 0, 1, 0)));
        new JointSpace(new PublishedSpace(new NasBench201Space()), TestSpaces.Recipe).IdOf(With(network, 0, 0, 0)).ShouldBe(ids[1]);
    }

    [Fact]
    public void Cost_IsThatOfTheNetworkAlone()
    {
        foreach (var drawn in Drawn.Take(5))
        {
            Space.Cost(drawn, Space.DefaultSkeleton, Shape).ShouldBe(new NasBench201Space().Cost(Space.NetworkOf(drawn), Space.DefaultSkeleton, Shape));
        }
    }

    [Fact]
    public void Features_TellTheRecipeByNumbers_InWhatIsComputedOnly()
    {
        var network = Space.NetworkOf(Drawn.First());
        var features = Space.Features;

        features.Blocks[^1].Names.ShouldBe(["learningRate", "optimiser=sgd", "optimiser=adamw", "momentum"]);
        Recipe(With(network, 1, 0, 1)).ShouldBe([0.5, 1, 0, 1], tolerance: 1e-12);
        Recipe(With(network, 2, 1, 1)).ShouldBe([1, 0, 1, 0.5], tolerance: 1e-12);
        features.Function.Groups.SelectMany(group => group).ShouldContain(features.Blocks.Count - 1);
        features.Execution.Groups.SelectMany(group => group).ShouldNotContain(features.Blocks.Count - 1);

        double[] Recipe(Architecture architecture)
        {
            var written = new double[features.Length];
            features.Write(architecture, written);
            return written[^4..];
        }
    }

    [Fact]
    public void Encode_OfACell_HasTheRecipeAsANodeBeforeTheOutput()
    {
        var encoder = ArchitectureEncoders.For(Space, Space.DefaultSkeleton, Shape);
        var networks = ArchitectureEncoders.For(Space.Networks, Space.DefaultSkeleton, Shape);
        var architecture = With(Space.NetworkOf(Drawn.First()), 1, 0, 1);

        var links = Links(encoder, architecture).ToList();
        links.Except(["0→7", "7→8"]).ShouldBe(Links(networks, Space.NetworkOf(architecture)).Select(link => link.Replace("→7", "→8", StringComparison.Ordinal)));
        links.ShouldContain("0→7");
        var columns = encoder.ShapeOf(EncodingPart.Operations).Columns;
        Encode(encoder, EncodingPart.Operations, architecture)[(7 * columns)..(8 * columns)].ShouldBe([0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0]);
        encoder.FeatureNames.Count.ShouldBe(Encode(encoder, EncodingPart.Features, architecture).Length);
        encoder.FeatureNames.Skip(encoder.FeatureNames.Count - Space.OneHotLength).ShouldContain("momentum=0.9");
        var oneHot = new float[Space.OneHotLength];
        Space.EncodeOneHot(architecture, oneHot);
        Encode(encoder, EncodingPart.Features, architecture)[^Space.OneHotLength..].ShouldBe(oneHot);
    }

    static Architecture With(Architecture network, int learningRate, int optimiser, int momentum) =>
        Space.Create([.. network.Genotype, learningRate, optimiser, momentum]);

    static Dictionary<string, RecipeDimension> Many(int count) => Enumerable.Range(0, count).ToDictionary(
        field => $"field{field}", _ => new RecipeDimension { Choices = [.. Enumerable.Range(0, 10).Select(value => ChoiceValue.Of(value))] });

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
