using Serverless.MultiObjective.Randomness;
using Serverless.Samples;
using Serverless.Spaces.Definitions;

namespace Serverless.Spaces.Tests.Definitions;

public sealed class OwnSpaceTests
{
    static readonly ImageShape Vectors = new(6, 1, 1, 3);

    [Fact]
    public void Moves_Constraints_GiveLegalArchitecturesThatHaveNetworks()
    {
        var space = OwnSpaceSamples.Blocks;
        var random = RandomStream.For(seed: 1, generation: 0, index: 0);
        var parent = space.Sample(random);

        for (var i = 0; i < 200; i++)
        {
            var any = space.Create([.. space.Dimensions.Select(dimension => random.NextInt(dimension.Choices.Count))]);
            var child = space.Mutate(space.Crossover(parent, space.Sample(random), random), random);
            foreach (var architecture in new[] { any, child, space.Canonicalise(child) }.Concat(i % 20 == 0 ? space.Neighbours(child) : []))
            {
                RequireLegal(space, architecture);
            }

            parent = child;
        }
    }

    [Fact]
    public void Create_Legal_KeepsEveryChoice()
    {
        var space = OwnSpaceSamples.Blocks;
        for (var i = 0; i < 100; i++)
        {
            var drawn = space.Sample(RandomStream.For(seed: 2, generation: 0, i));

            space.Create(drawn.Genotype).ShouldBe(drawn);
        }
    }

    [Fact]
    public void CandidateCount_EachDecisionBelowTheLast_IsCountedAtOnce()
    {
        var chain = string.Join(',', Enumerable.Range(0, 62).Select(place =>
            $$"""{ "name": "d{{place}}", "type": "boolean"{{(place == 0 ? "" : $$""", "when": { "d{{place - 1}}": [false, true] }""")}} }"""));

        OwnSpaceSamples.Of("chain", Vectors, $$"""{ "dimensions": [{{chain}}], "network": [] }""").CandidateCount.ShouldBe(1L << 62);
    }

    [Fact]
    public void Create_Illegal_TakesTheNearestLegalChoiceOfTheLastDecisionThatCanMend()
    {
        var space = OwnSpaceSamples.Of("pair", Vectors, Pair("<="));

        // a = 3, b = 5, and b has to be at most a.
        Notation(space, 2, 4).ShouldBe("a=3 b=3");
        Notation(space, 4, 0).ShouldBe("a=5 b=1");
    }

    [Theory]
    [InlineData("<", 10)]
    [InlineData("<=", 15)]
    [InlineData(">", 10)]
    [InlineData(">=", 15)]
    [InlineData("==", 5)]
    [InlineData("!=", 20)]
    public void CandidateCount_SmallSpace_CountsLegalOnes(string comparison, int expected) =>
        OwnSpaceSamples.Of("pair", Vectors, Pair(comparison)).CandidateCount.ShouldBe(expected);

    [Fact]
    public void CandidateCount_Conditions_CountsWhatCounts()
    {
        // 16 · 7 of each layer, one to three layers.
        const long Layer = 16 * 7;
        OwnSpaceSamples.Examples[0].CandidateCount.ShouldBe(Layer + (Layer * Layer) + (Layer * Layer * Layer));
    }

    [Fact]
    public void Format_Sample_WritesWhatCountsAndReadsBack()
    {
        foreach (var space in OwnSpaceSamples.All)
        {
            for (var i = 0; i < 50; i++)
            {
                var canonical = space.Canonicalise(space.Sample(RandomStream.For(seed: 3, generation: 0, i)));
                var notation = space.Format(canonical);

                space.TryParse(notation, out var read, out var error).ShouldBeTrue(error);
                read.ShouldBe(canonical);
            }
        }

        var perceptron = OwnSpaceSamples.Examples[0];
        perceptron.Format(perceptron.Create([0, 3, 2, 5, 1, 4, 2])).ShouldBe("layers=1 units1=8 dropout1=0.3");
    }

    [Theory]
    [InlineData("layers=1 units1=8 dropout1=0.3 units2=8", "'units2=8' does not apply here")]
    [InlineData("layers=2 units1=8 dropout1=0.3", "A decision is missing: it is not 'units2='")]
    [InlineData("layers=4 units1=8 dropout1=0.3", "'layers=4' is not 'layers=' and one of 1, 2, 3")]
    public void TryParse_Other_SaysWhy(string text, string reason)
    {
        OwnSpaceSamples.Examples[0].TryParse(text, out _, out var error).ShouldBeFalse();
        error.ShouldContain(reason);
    }

    [Fact]
    public void TryParse_AgainstTheConstraints_IsRefused()
    {
        OwnSpaceSamples.Of("pair", Vectors, Pair("<=")).TryParse("a=1 b=2", out _, out var error).ShouldBeFalse();
        error.ShouldContain("constraints");
    }

    [Fact]
    public void IdOf_OtherDefinitionOfTheSameName_IsAnother()
    {
        var one = OwnSpaceSamples.Of("pair", Vectors, Pair("<="));
        var otherConstraint = OwnSpaceSamples.Of("pair", Vectors, Pair("<"));
        var otherNetwork = OwnSpaceSamples.Of("pair", Vectors, Pair("<=").Replace("relu", "gelu", StringComparison.Ordinal));
        var architecture = one.Create([3, 1]);

        otherConstraint.IdOf(architecture).ShouldBe(one.IdOf(architecture));
        otherNetwork.IdOf(architecture).ShouldNotBe(one.IdOf(architecture));
        OwnSpaceSamples.Of("pair", Vectors, Pair("<=")).ShouldBeSameAs(one);
        SearchSpaces.Of(one.DefaultSkeleton).ShouldBeSameAs(one);
    }

    [Fact]
    public void Features_Numbers_AreOnTheirScaleAndZeroWhereTheyDoNotCount()
    {
        var space = OwnSpaceSamples.Examples[0];
        var written = new double[space.Features.Length];

        space.Features.Write(space.Create([1, 3, 2, 5, 1, 4, 2]), written);

        var numbers = space.Features.Blocks[^1];
        numbers.Names.ShouldBe(["layers", "units1", "dropout1", "units2", "dropout2", "units3", "dropout3"]);
        written[^7..].ShouldBe([2, Math.Log(8), 0.3, Math.Log(13), 0.25, 0, 0]);
    }

    static string Notation(OwnSpace space, params int[] genotype) => space.Format(space.Create(genotype));

    static string Pair(string comparison) => $$"""
        {
          "dimensions": [{ "name": "a", "type": "integer", "low": 1, "high": 5 }, { "name": "b", "type": "integer", "low": 1, "high": 5 }],
          "constraints": [{ "left": "b", "operator": "{{comparison}}", "right": "a" }],
          "network": [
            { "block": "linear", "units": "$a" }, { "block": "activation", "kind": "relu" }, { "block": "linear", "units": "$b" }
          ]
        }
        """;

    static void RequireLegal(OwnSpace space, Architecture architecture)
    {
        double NumberOf(string name) => space.Dimensions.Index().Where(each => each.Item.Name == name && space.IsActive(architecture, each.Index))
            .Select(each => each.Item.Numbers![architecture.Genotype[each.Index]]).FirstOrDefault(double.NaN);
        (NumberOf("units") < NumberOf("width")).ShouldBeFalse();
        (NumberOf("kernel2") > NumberOf("kernel1")).ShouldBeFalse();
        (NumberOf("kernel3") > NumberOf("kernel2")).ShouldBeFalse();
        space.FaultOf(architecture, space.CostShape).ShouldBeNull();
    }
}
