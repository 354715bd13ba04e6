using Serverless.Learning.Inheritance;
using Serverless.Learning.Networks;
using Serverless.Samples;
using Serverless.Spaces;
using Serverless.Spaces.Definitions;
using Serverless.Spaces.Morphisms;
using static TorchSharp.torch;

namespace Serverless.Learning.Tests.Inheritance;

public sealed class GrownWeightsTests
{
    const string Small = "channels=4 kernel=3 layers=0 linears=1 units1=8 function=relu";
    const string Deep = "channels=2 kernel=1 layers=1 channels1=6 linears=2 units1=10 units2=8 function=tanh";

    static readonly OwnSpace Space = OwnSpaceSamples.Growing;

    [Theory]
    [InlineData(Small, "channels=8 kernel=3 layers=0 linears=1 units1=8 function=relu")]
    [InlineData(Small, "channels=4 kernel=5 layers=0 linears=1 units1=8 function=relu")]
    [InlineData(Small, "channels=4 kernel=3 layers=1 channels1=4 linears=1 units1=8 function=relu")]
    [InlineData(Small, "channels=6 kernel=5 layers=2 channels1=8 channels2=12 linears=2 units1=20 units2=20 function=relu")]
    [InlineData(Small, "channels=4 kernel=3 layers=0 linears=1 units1=20 function=relu")]
    [InlineData(Small, "channels=4 kernel=3 layers=0 linears=2 units1=8 units2=20 function=relu")]
    [InlineData(Deep, "channels=8 kernel=3 layers=1 channels1=12 linears=2 units1=20 units2=20 function=tanh")]
    public void Copy_IntoALargerNetwork_ComputesWhatTheSmallerOneDoes(string parent, string child)
    {
        using var scope = NewDisposeScope();
        var morph = NetworkMorphs.Of(Space)!.Growth(Parse(parent), Parse(child)).ShouldNotBeNull();
        using var trained = TestNetworks.Used(Space, Parse(parent));
        using var grown = CandidateNetworks.Create(Parse(child), Space.DefaultSkeleton, Space.CostShape, seed: 5);
        var images = TestNetworks.Images(count: 64, seed: 9);

        new GrownWeights(morph, trained, grown).Copy();
        Difference(trained, grown, images).ShouldBeLessThan(1e-5f);
        GrownWeights.Calibrate(morph, grown, images);

        Difference(trained, grown, images).ShouldBeLessThan(1e-5f);
        trained.parameters().Sum(parameter => parameter.numel()).ShouldBeLessThan(grown.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void Calibrate_OfAnInsertedNormalisation_KeepsWhatIsComputedInTrainingToo()
    {
        using var scope = NewDisposeScope();
        var (parent, child) = (Parse(Small), Parse("channels=4 kernel=3 layers=1 channels1=4 linears=1 units1=8 function=relu"));
        var morph = NetworkMorphs.Of(Space)!.Growth(parent, child).ShouldNotBeNull();
        using var trained = TestNetworks.Used(Space, parent);
        using var plain = CandidateNetworks.Create(child, Space.DefaultSkeleton, Space.CostShape, seed: 5);
        using var calibrated = CandidateNetworks.Create(child, Space.DefaultSkeleton, Space.CostShape, seed: 5);
        var images = TestNetworks.Images(count: 64, seed: 9);
        new GrownWeights(morph, trained, plain).Copy();
        new GrownWeights(morph, trained, calibrated).Copy();
        GrownWeights.Calibrate(morph, calibrated, images);

        // As in training, but for the dropout, and the batch normalisation that both have.
        foreach (var network in new[] { plain, calibrated })
        {
            network.eval();
            network.named_modules().First(named => named.name == "blocks.norm2").module.train();
        }

        Logits(calibrated, images).sub(Logits(trained, images)).abs().max().item<float>().ShouldBeLessThan(1e-3f);
        Logits(plain, images).sub(Logits(trained, images)).abs().max().item<float>().ShouldBeGreaterThan(1e-2f);
    }

    static float Difference(CandidateNetwork parent, CandidateNetwork child, Tensor images)
    {
        child.eval();
        return Logits(parent, images).sub(Logits(child, images)).abs().max().item<float>();
    }

    static Tensor Logits(CandidateNetwork network, Tensor images)
    {
        using var unrecorded = no_grad();
        return network.call(images);
    }

    static Architecture Parse(string notation) => Space.TryParse(notation, out var architecture, out var error) ? architecture : throw new InvalidOperationException(error);
}

/// <summary>Networks whose every number is as after a training: none is what networks begin with.</summary>
static class TestNetworks
{
    public static Tensor Images(int count, long seed)
    {
        using var generator = new Generator((ulong)seed);
        return randn([count, 2, 8, 8], generator: generator);
    }

    public static Tensor Images(OwnSpace space, int count, long seed)
    {
        using var generator = new Generator((ulong)seed);
        return randn([count, space.CostShape.Channels, space.CostShape.Height, space.CostShape.Width], generator: generator);
    }

    public static CandidateNetwork Used(OwnSpace space, Architecture architecture)
    {
        using var unrecorded = no_grad();
        var network = CandidateNetworks.Create(architecture, space.DefaultSkeleton, space.CostShape, seed: 3);
        using var generator = new Generator(4);
        foreach (var parameter in network.parameters())
        {
            parameter.add_(randn(parameter.shape, generator: generator) * 0.2);
        }

        network.train();
        network.call(Images(space, count: 32, seed: 6) + 0.5);
        network.eval();
        return network;
    }
}
