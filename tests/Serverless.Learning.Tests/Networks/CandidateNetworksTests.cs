using Serverless.Learning.Datasets;
using Serverless.Learning.Networks;
using Serverless.Spaces;
using Serverless.Spaces.Definitions;
using TorchSharp;

namespace Serverless.Learning.Tests.Networks;

public sealed class CandidateNetworksTests
{
    [Fact]
    public void Spaces_Always_AreThoseThatRequestsMayTrain() => CandidateNetworks.Spaces.ShouldBe(SearchSpaces.Trainable, ignoreOrder: true);

    [Fact]
    public void Create_VariousArchitectures_HasAsManyParametersAsTheSpaceCounts()
    {
        foreach (var (space, architecture, skeleton) in SmallNetworks.OfEverySpace(random: 30))
        {
            using var network = CandidateNetworks.Create(architecture, skeleton, FashionMnist.Shape, seed: 1);

            network.parameters().Sum(parameter => parameter.numel())
                .ShouldBe(space.Cost(architecture, skeleton, FashionMnist.Shape).Parameters, space.Format(architecture));
        }
    }

    [Fact]
    public void Forward_OddImages_AnswersFiniteLogits()
    {
        foreach (var (space, architecture, skeleton) in SmallNetworks.OfEverySpace(random: 5).Where(each => each.Space is not NasBench201Space))
        {
            using var scope = torch.NewDisposeScope();
            using var network = CandidateNetworks.Create(architecture, skeleton, new ImageShape(2, 7, 5, 3), seed: 1);

            var logits = network.call(torch.randn(4, 2, 7, 5));

            logits.shape.ShouldBe([4, 3]);
            logits.isfinite().all().item<bool>().ShouldBeTrue(space.Format(architecture));
        }
    }

    /// <summary>The maps become 1 × 1, so that a channel has a single number and no variance.</summary>
    [Fact]
    public void Forward_BatchOfOneSmallImage_LeavesFiniteStatistics()
    {
        foreach (var (space, architecture, skeleton) in SmallNetworks.OfEverySpace(random: 2).Where(each => each.Space is not OwnSpace))
        {
            using var scope = torch.NewDisposeScope();
            using var network = CandidateNetworks.Create(architecture, skeleton, new ImageShape(1, 4, 4, 3), seed: 1);
            network.train();

            network.call(torch.randn(1, 1, 4, 4)).isfinite().all().item<bool>().ShouldBeTrue(space.Format(architecture));

            network.named_buffers().ShouldAllBe(named => named.buffer.isfinite().all().item<bool>(), space.Format(architecture));
        }
    }

    [Fact]
    public void Forward_EverySpace_EveryWeightOfTheCanonicalArchitectureGetsAGradient()
    {
        foreach (var (space, architecture, skeleton) in SmallNetworks.OfEverySpace(random: 5))
        {
            var canonical = space.Canonicalise(architecture);
            if (space is NasBench201Space && !NasBench201Space.IsConnected(canonical))
            {
                continue;
            }

            using var scope = torch.NewDisposeScope();
            using var network = CandidateNetworks.Create(canonical, skeleton, Cells.Shape, seed: 2);

            network.call(torch.randn(5, 1, 8, 8)).square().sum().backward();

            foreach (var (name, parameter) in network.named_parameters())
            {
                parameter.grad.ShouldNotBeNull($"{space.Format(canonical)}: {name}");
            }
        }
    }

    [Fact]
    public void Create_SameSeed_GivesTheSameWeightsWhateverWasDrawnBefore()
    {
        foreach (var (_, architecture, skeleton) in SmallNetworks.OfEverySpace(random: 1))
        {
            using var scope = torch.NewDisposeScope();
            using var first = CandidateNetworks.Create(architecture, skeleton, Cells.Shape, seed: 3);
            _ = torch.randn(17);
            using var second = CandidateNetworks.Create(architecture, skeleton, Cells.Shape, seed: 3);
            using var other = CandidateNetworks.Create(architecture, skeleton, Cells.Shape, seed: 4);

            Weights(second).ShouldBe(Weights(first));
            Weights(other).ShouldNotBe(Weights(first));
        }
    }

    [Theory]
    [InlineData("nasbench201")]
    [InlineData("nasbench-macro")]
    public void Create_PublishedSpace_IsTheNetworkOfTheGenotypeInTheCanonicalSpace(string name)
    {
        var space = SearchSpaces.Find(name).ShouldBeOfType<PublishedSpace>();
        var architecture = space.Create([.. space.Dimensions.Select(dimension => dimension.Choices.Count - 1)]);
        using var scope = torch.NewDisposeScope();
        using var published = CandidateNetworks.Create(architecture, SmallNetworks.SkeletonOf(space), Cells.Shape, seed: 3);
        using var canonical = CandidateNetworks.Create(architecture, SmallNetworks.SkeletonOf(space.Canonical), Cells.Shape, seed: 3);

        Weights(published).ShouldBe(Weights(canonical));
    }

    [Theory]
    [InlineData("atlantis", 4, 1, "no networks for the space 'atlantis'")]
    [InlineData("nasbench201-canonical", 0, 1, "1 to 256, not 0")]
    [InlineData("nasbench201-canonical", 4, 11, "1 to 10, not 11")]
    [InlineData("nasbench-macro-canonical", 65, 1, "1 to 64, not 65")]
    [InlineData("nasbench-macro", 4, 2, "do not consist of cells")]
    [InlineData("nasbench201-unmerged", 4, 1, "no networks")]
    public void Create_BeyondTheRules_SaysWhich(string space, int channels, int cells, string reason)
    {
        var skeleton = new SpaceSpecification { Name = space, Channels = channels, CellsPerStage = cells };

        Should.Throw<ArgumentException>(() => CandidateNetworks.Create(Cells.AllSkip, skeleton, Cells.Shape, seed: 1))
            .Message.ShouldContain(reason);
    }

    static float[] Weights(CandidateNetwork network) =>
        [.. network.parameters().SelectMany(parameter => parameter.data<float>().ToArray())];
}
