using Serverless.Learning.Datasets;
using Serverless.Learning.Supernets;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using TorchSharp;
using static TorchSharp.torch;

namespace Serverless.Learning.Tests.Supernets;

/// <summary>The weights that networks share, and what networks compute with them.</summary>
public sealed class MobileSupernetTests : IDisposable
{
    static readonly SpaceSpecification Skeleton = SubnetChoices.Space.DefaultSkeleton with { Channels = 4 };

    readonly DisposeScope _scope = NewDisposeScope();
    readonly MobileSupernet _supernet = new(Skeleton, FashionMnist.Shape, seed: 3);

    public MobileSupernetTests()
    {
        // As after a training: no matrix is the identity, no normalisation does nothing.
        using var unrecorded = no_grad();
        foreach (var (index, (name, weights)) in _supernet.Shared.OrderBy(named => named.Key, StringComparer.Ordinal).Index())
        {
            if (name.EndsWith("kernel", StringComparison.Ordinal) || name.Contains("normalisation", StringComparison.Ordinal))
            {
                weights.add_(arange(weights.numel()).mul(1.7 + index).sin().mul(0.3).reshape(weights.shape));
            }
        }
    }

    public static TheoryData<string> Architectures => new(
        (string[])[
            SubnetChoices.Space.Format(SubnetChoices.Largest),
            "k3_e1/k3_e1/k3_e1/k3_e1",
            "k5_e1_g2,k3_e1_g2_se/k3_e3/k5_e6_se,k3_e3_se,k3_e1/k3_e6",
            .. Enumerable.Range(0, 5).Select(i => SubnetChoices.Space.Format(SubnetChoices.Sample(ShrinkingPhase.Width, RandomStream.For(4, 0, i)))),
        ]);

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Compute_AnyArchitecture_IsWhatItsOwnNetworkAnswersWithTheSameWeights(string notation)
    {
        var architecture = Parse(notation);
        var images = arange(3 * 28 * 28).mul(0.37).sin().reshape(3, 1, 28, 28);
        using var network = _supernet.Subnet(architecture, CPU);
        network.train();

        var (shared, own) = (_supernet.Compute(architecture, images), network.call(images));

        (shared - own).abs().max().item<float>().ShouldBeLessThan(1e-5f * Math.Max(1, own.abs().max().item<float>()));
        own.std().item<float>().ShouldBeGreaterThan(0.01f);
    }

    [Fact]
    public void Subnet_SmallKernelInTwoGroupsAsSecondStage_HasThoseWeightsOfTheLargest()
    {
        using var network = _supernet.Subnet(Parse("k5_e6,k5_e6/k3_e1_g2_se/k5_e6/k5_e6"), CPU);
        var own = network.named_parameters().ToDictionary(named => named.name, named => Numbers(named.parameter));
        var shared = _supernet.Shared.ToDictionary(named => named.Key, named => Numbers(named.Value));
        var largest = _supernet.Shared.ToDictionary(named => named.Key, named => named.Value.shape);
        const int ChannelsIn = 8;
        const int ChannelsOut = 12;

        // Third layer of the network, and fourth of the largest, whose stages have three.
        for (var (row, half) = (0, ChannelsIn / 2); row < ChannelsIn; row++)
        {
            for (var column = 0; column < half; column++)
            {
                own["layer3.widen.convolution.convolution.weight"][(row * half) + column]
                    .ShouldBe(shared["layer4.widen.convolution.convolution.weight"][(((row % half * 2) + (row / half)) * ChannelsIn) + (row / half * half) + column]);
            }
        }

        var inside = (int)largest["layer4.narrow.convolution.weight"][1];
        inside.ShouldBe(6 * ChannelsIn);
        for (var row = 0; row < ChannelsOut; row++)
        {
            own["layer3.narrow.convolution.weight"][row * (ChannelsIn / 2)]
                .ShouldBe(shared["layer4.narrow.convolution.weight"][(row * inside) + (row / (ChannelsOut / 2) * (ChannelsIn / 2))]);
        }

        int[] centre = [6, 7, 8, 11, 12, 13, 16, 17, 18];
        for (var (channel, kernel) = (0, shared["layer4.filter.convolution.convolution.weight"]); channel < ChannelsIn; channel++)
        {
            for (var place = 0; place < 9; place++)
            {
                own["layer3.filter.convolution.convolution.weight"][(channel * 9) + place]
                    .ShouldBe(centre.Select((at, k) => shared["layer4kernel"][(place * 9) + k] * kernel[(channel * 25) + at]).Sum(), 1e-5f);
            }
        }

        own["layer3.excitation.squeeze.weight"][ChannelsIn].ShouldBe(shared["layer4.excitation.squeeze.weight"][inside]);
        own["layer4.narrow.normalisation.bias"].ShouldBe(shared["layer7.narrow.normalisation.bias"]);
        own["end.convolution.convolution.weight"].ShouldBe(shared["end.convolution.convolution.weight"]);
    }

    [Fact]
    public void Compute_TwoGroups_IsWhatOneGroupAnswersWithoutTheConnectionsBetweenThem()
    {
        var images = arange(2 * 28 * 28).mul(0.43).sin().reshape(2, 1, 28, 28);
        const int MostExpansion = 6;
        var grouped = _supernet.Compute(Parse("k5_e1_g2/k5_e1_g2/k5_e1_g2/k5_e1_g2"), images);
        using (no_grad())
        {
            foreach (var (name, weights) in _supernet.Shared)
            {
                // A channel inside is of the group that its place is of by turns, an output of the half that it lies in.
                if (name.Contains("widen.convolution.convolution", StringComparison.Ordinal))
                {
                    weights.mul_(Mask(weights, (row, column) => row % 2 == column * 2 / weights.shape[1]));
                }
                else if (name.Contains("narrow.convolution", StringComparison.Ordinal))
                {
                    weights.mul_(Mask(weights, (row, column) => row * 2 / weights.shape[0] == column * 2 * MostExpansion / weights.shape[1]));
                }
            }
        }

        var masked = _supernet.Compute(Parse("k5_e1/k5_e1/k5_e1/k5_e1"), images);

        (grouped - masked).abs().max().item<float>().ShouldBeLessThan(1e-4f * masked.abs().max().item<float>());
    }

    [Fact]
    public void Sort_Channels_PutsThoseFirstThatAreReadMostAndChangesNothingForTheLargest()
    {
        var images = arange(2 * 28 * 28).mul(0.61).cos().reshape(2, 1, 28, 28);
        var before = _supernet.call(images).detach();

        ChannelOrder.Sort(_supernet.Shared);

        (before - _supernet.call(images)).abs().max().item<float>().ShouldBeLessThan(1e-4f);
        var read = Numbers(_supernet.Shared["layer5.narrow.convolution.weight"].abs().sum([0, 2, 3]));
        read.ShouldBe(read.OrderDescending());
    }

    [Fact]
    public void Sample_EachPart_DrawsWhatIsOfChoiceAlone()
    {
        foreach (var phase in Enum.GetValues<ShrinkingPhase>())
        {
            var drawn = Enumerable.Range(0, 20).SelectMany(i => SubnetChoices.PlacesOf(SubnetChoices.Sample(phase, RandomStream.For(1, i, 0)), Skeleton)).ToList();

            (drawn.Any(place => place.Block.Kernel == 3), drawn.Count < 20 * SubnetChoices.Slots, drawn.Any(place => place.Block.Expansion < 6), drawn.Any(place => !place.Block.HasSqueezeExcite))
                .ShouldBe((phase >= ShrinkingPhase.Kernel, phase >= ShrinkingPhase.Depth, phase == ShrinkingPhase.Width, phase == ShrinkingPhase.Width));
        }

        Enumerable.Range(1, 6).Select(epoch => (int)ShrinkingPhases.Of(epoch, 6)).ShouldBe([0, 1, 2, 3, 3, 3]);
        ShrinkingPhases.EpochsOf(ShrinkingPhase.Depth, 16).ShouldBe((5, 4));
    }

    public void Dispose()
    {
        _supernet.Dispose();
        _scope.Dispose();
    }

    static Architecture Parse(string notation)
    {
        SubnetChoices.Space.TryParse(notation, out var architecture, out var error).ShouldBeTrue(error);
        return architecture!;
    }

    static Tensor Mask(Tensor weights, Func<long, long, bool> isIn)
    {
        var (rows, columns) = (weights.shape[0], weights.shape[1]);
        return tensor([.. Enumerable.Range(0, (int)(rows * columns)).Select(place => isIn(place / columns, place % columns) ? 1f : 0f)]).reshape(rows, columns, 1, 1);
    }

    static float[] Numbers(Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();
}
