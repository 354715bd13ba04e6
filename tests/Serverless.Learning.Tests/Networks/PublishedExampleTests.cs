using Serverless.Algorithms.Options;
using Serverless.Core.Devices;
using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Networks;
using Serverless.Testing;

namespace Serverless.Learning.Tests.Networks;

public sealed class PublishedExampleTests
{
    static SearchRequest Example { get; } = Read();

    /// <summary>The figures of NAS-Bench-201's own table for CIFAR-10.</summary>
    [Theory]
    [InlineData("|none~0|+|none~0|none~1|+|none~0|none~1|none~2|", 73_306)]
    [InlineData("|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|", 1_531_546)]
    [InlineData("|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|", 802_426)]
    [InlineData("|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|", 129_306)]
    public void Networks_OfTheExample_HaveThePublishedParameters(string cell, long parameters)
    {
        Cells.Space.TryParse(cell, out var architecture, out var error).ShouldBeTrue(error);

        using var network = CandidateNetworks.Create(architecture!, Example.Space, Example.Dataset.Shape!.Value, seed: 1);

        network.parameters().Sum(parameter => parameter.numel()).ShouldBe(parameters);
    }

    [Fact]
    public void Training_OfTheExample_IsThePublishedRecipe()
    {
        var training = Example.Training;

        (training.BatchSize, training.LearningRate, training.Momentum, training.WeightDecay).ShouldBe((256, 0.1, 0.9, 5e-4));
        training.Optimiser.ShouldBe(new OptimiserSpecification { Name = OptimiserKind.Sgd, Nesterov = true });
        training.Augmentation.ShouldBe(new AugmentationSpecification { CropPadding = 4, HorizontalFlip = true });
        training.Schedule.ShouldBeNull("cosine to zero without warm-up is what is done anyway");
    }

    static SearchRequest Read()
    {
        var catalogue = new RequestCatalogue
        {
            Datasets = DatasetDescription.All,
            Devices = [DeviceDefinition.LocalCpu],
            Algorithms = AlgorithmDescription.Names,
        };
        var reading = SearchRequestReader.Read(
            File.ReadAllBytes(Path.Combine(RepositoryPaths.Root, "examples", "nasbench201-published.json")), catalogue);
        reading.Errors.ShouldBeEmpty();
        return reading.Request!;
    }
}
