using Serverless.Core.Generators;
using Serverless.Inference.Generators;
using Serverless.Spaces;
using Serverless.Tests;

namespace Serverless.Inference.Tests;

public sealed class OnnxGeneratorTests
{
    static readonly NasBench201Space Space = new();
    static readonly DeviceEmbedding Phone = DeviceEmbedding.Of(TinyGenerator.Values(1));

    [Fact]
    public void Generate_WithoutNoise_TakesTheLikeliestChoices()
    {
        using var generator = Open(TinyGenerator.Metadata);

        var choices = generator.Generate([1, 0, 0.5f, 0.5f, 0, 1], Phone, new float[3 * 30]);

        choices.Chunk(6).ShouldBe([[3, 3, 3, 3, 3, 3], [3, 3, 3, 1, 1, 1], [1, 1, 1, 1, 1, 1]]);
    }

    [Fact]
    public void Generate_WithNoise_AddsItToTheChoicesItIsOf()
    {
        using var generator = Open(TinyGenerator.Metadata);
        var noise = new float[30];
        noise[(2 * 5) + 4] = 100;

        generator.Generate([1, 0], Phone, noise).ShouldBe([3, 3, 4, 3, 3, 3]);
    }

    [Fact]
    public void Predict_Architectures_GivesMeansAndDeviationsInTheirUnits()
    {
        using var generator = Open(TinyGenerator.Metadata);
        Architecture[] architectures = [Space.Create([3, 3, 3, 3, 3, 3]), Space.Create([1, 1, 1, 1, 1, 1])];
        var board = DeviceEmbedding.Of(TinyGenerator.Values(2));

        var (quality, cost) = (generator.PredictQuality(architectures), generator.PredictCost(architectures, board));

        (quality[0].Mean, quality[1].Mean).ShouldBe((63, 0));
        quality[0].Deviation.ShouldBe(6 / Math.Sqrt(2), 1e-5);
        cost[0].Mean.ShouldBe(2 + (1.05 * 18), 1e-5);
        cost[0].Deviation.ShouldBe(0.1 / Math.Sqrt(2) * 18, 1e-5);
        cost[1].ShouldBe(new PredictedMetric(2, 0));
    }

    [Fact]
    public void Predict_InOtherCompanyOrAgain_SaysTheSame()
    {
        Architecture[] all = [.. Enumerable.Range(0, 30).Select(i => Space.Create([i % 5, i % 3, 3, i % 4, i % 2, 1])).Distinct()];
        using var generator = Open(TinyGenerator.Metadata);
        using var other = Open(TinyGenerator.Metadata);
        var board = DeviceEmbedding.Of(TinyGenerator.Values(2));
        var (quality, cost, onBoard) = (other.PredictQuality(all), other.PredictCost(all, Phone), other.PredictCost(all, board));

        foreach (var (place, architecture) in all.Index())
        {
            generator.PredictQuality([architecture]).ShouldBe([quality[place]]);
            generator.PredictCost([architecture], Phone).ShouldBe([cost[place]]);
        }

        generator.PredictQuality([all[3], all[0]]).ShouldBe([quality[3], quality[0]]);
        generator.PredictCost(all, board).ShouldBe(onBoard);
        generator.PredictCost([], board).ShouldBeEmpty();
    }

    [Fact]
    public void Ask_OfALimit_AnswersTheMostConvolutionsThatItAllows()
    {
        using var generator = Open(TinyGenerator.Metadata);

        var found = GeneratorAnswers.Ask(generator, generator.Space, new GeneratorQuestion(Phone, Limit: 7, Count: 3, Seed: 1));

        found.Cost.ShouldAllBe(cost => cost.Mean <= 7);
        found.Quality[0].Mean.ShouldBe(31.5, 1e-4, "three convolutions take 5.725 ms, four 7.3 ms");
    }

    [Theory]
    [InlineData("version", "its metadata are of version 2")]
    [InlineData("kind", "the kind 'magic', not modnas or pnag")]
    [InlineData("space", "the search space 'el-dorado', which is not known here")]
    [InlineData("conditions", "its 'condition' is -1×2, not N×3")]
    [InlineData("no conditions", "have 1 conditions")]
    [InlineData("reference", "its reference 'rubbish' is not an architecture")]
    [InlineData("repeated", "occurs twice")]
    [InlineData("values", "its device 'phone' has 1 values for 10 references")]
    [InlineData("equal", "its device 'phone' is invalid: All 10 values are 1")]
    [InlineData("input", "its input 'tokens' of 7 × 5 is not an encoding")]
    [InlineData("members", "its 'cost' is -1×2, not N×3")]
    [InlineData("quality", "it predicts accuracy, not the value of error alone")]
    [InlineData("no devices", "name no devices")]
    public void Open_MetadataThatDoNotFit_NamesWhat(string what, string expected)
    {
        var metadata = TinyGenerator.Metadata;
        var (references, phone) = (metadata.References, metadata.Devices[0]);
        metadata = what switch
        {
            "version" => metadata with { SchemaVersion = 2 },
            "kind" => metadata with { Kind = "magic" },
            "space" => metadata with { Space = metadata.Space with { Name = "el-dorado" } },
            "conditions" => metadata with { Conditions = 3 },
            "no conditions" => metadata with { Conditions = 1 },
            "reference" => metadata with { References = ["rubbish", .. references.Skip(1)] },
            "repeated" => metadata with { References = [references[1], .. references.Skip(1)] },
            "values" => metadata with { Devices = [phone with { ReferenceValues = [1] }] },
            "equal" => metadata with { Devices = [phone with { ReferenceValues = [.. references.Select(_ => 1.0)] }] },
            "input" => metadata with { CostInputs = [metadata.CostInputs[0] with { Rows = 7 }] },
            "members" => metadata with { CostMembers = 3 },
            "quality" => metadata with { Quality = metadata.Quality with { Metric = "error" } },
            _ => metadata with { Devices = [] },
        };

        Should.Throw<ModelException>(() => Open(metadata)).Message.ShouldContain(expected);
    }

    [Fact]
    public void Open_FilesThatAreNone_NamesWhich()
    {
        var (generator, cost, quality) = (TinyGenerator.GeneratorFile(), TinyGenerator.CostFile(), TinyGenerator.QualityFile());
        Refusal([1, 2, 3], cost, quality).ShouldContain("'gen, generator'");
        Refusal(generator, [], quality).ShouldContain("'gen, cost' cannot be used: it is empty");
        Refusal(generator, cost, cost).ShouldContain("'gen, quality' cannot be used: it has no embedded metadata");
        Refusal(cost, generator, quality).ShouldContain("its inputs are");

        static string Refusal(byte[] generator, byte[] cost, byte[] quality) =>
            Should.Throw<ModelException>(() => new OnnxGenerator("gen", TinyGenerator.Metadata, generator, cost, quality)).Message;
    }

    [Fact]
    public void Generate_ChoicesThatThereAreNot_AreTold()
    {
        using var generator = new OnnxGenerator("gen", TinyGenerator.Metadata, TinyGenerator.GeneratorFile(choice: 3), TinyGenerator.CostFile(), TinyGenerator.QualityFile());

        Should.Throw<ModelException>(() => generator.Generate([1, 0], Phone, new float[30])).Message.ShouldContain("it answers choice 6");
    }

    static OnnxGenerator Open(GeneratorMetadata metadata) =>
        new("gen", metadata, TinyGenerator.GeneratorFile(), TinyGenerator.CostFile(), TinyGenerator.QualityFile());
}
