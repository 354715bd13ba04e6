using Serverless.Learning.Datasets;
using Serverless.Learning.Networks;
using Serverless.Learning.Tests.Networks;
using Serverless.Learning.ZeroCost;
using Serverless.Spaces;
using TorchSharp;

namespace Serverless.Learning.Tests.ZeroCost;

/// <summary>Networks on small images, compared with a network that has other weights.</summary>
public sealed class RepresentationMutualInformationTests : IDisposable
{
    static readonly Architecture Reference = Cells.Space.Create([3, 1, 3, 1, 1, 3]);

    readonly DisposeScope _scope = torch.NewDisposeScope();
    readonly torch.Tensor _images;
    readonly torch.Tensor _labels = torch.arange(32) % 3;
    readonly IReadOnlyList<torch.Tensor> _reference;

    public RepresentationMutualInformationTests()
    {
        using var generator = new torch.Generator(7, torch.CPU);
        _images = torch.randn([32, 1, 8, 8], generator: generator);
        using var unrecorded = torch.no_grad();
        using var network = CandidateNetworks.Create(Reference, Cells.Skeleton, Cells.Shape, seed: 9);
        _reference = [.. network.WithStages(_images).Stages.Select(KernelAlignment.Gram)];
    }

    [Fact]
    public void Of_SameAndOtherArchitectures_TellsHowLikeTheReferenceTheyBecome()
    {
        var same = Compare(Reference);

        same.ShouldBeInRange(0.5, 1);
        Compare(Reference).ShouldBe(same, "bit for bit");
        Compare(Reference, seed: 2).ShouldNotBe(same);
        Compare(Cells.AllSkip).ShouldBeLessThan(same, "skip connections alone learn less");
        Compare(Cells.Disconnected).ShouldBe(0, "what answers the same to every image is like nothing");
    }

    [Fact]
    public void Of_ReferenceWithOtherStages_IsRefused() =>
        Should.Throw<ArgumentException>(() => Compare(Reference, reference: [.. _reference.Take(2)])).Message.ShouldContain("3 stages, the reference 2");

    [Fact]
    public void Of_Cancelled_Stops() =>
        Should.Throw<OperationCanceledException>(() => Compare(Reference, cancellation: new CancellationToken(canceled: true)));

    [Fact]
    public void WithStages_EverySpace_GivesAsManyForEachArchitectureAndTheSameLogits()
    {
        using var unrecorded = torch.no_grad();
        var images = torch.randn(2, 1, 28, 28);
        foreach (var (space, architecture, skeleton) in SmallNetworks.OfEverySpace(random: 3))
        {
            using var network = CandidateNetworks.Create(architecture, skeleton, FashionMnist.Shape, seed: 1);
            network.eval();

            var (stages, logits) = network.WithStages(images);

            stages.Count.ShouldBe(space is FbnetSpace ? 4 : space.Skeleton.IsScaled ? 3 : 1, space.Format(architecture));
            stages.Select(outputs => outputs.shape[1]).ShouldBeUnique();
            logits.Equals(network.call(images)).ShouldBeTrue();
        }
    }

    public void Dispose() => _scope.Dispose();

    double Compare(Architecture architecture, long seed = 1, IReadOnlyList<torch.Tensor>? reference = null, CancellationToken cancellation = default)
    {
        using var network = CandidateNetworks.Create(architecture, Cells.Skeleton, Cells.Shape, seed);
        return RepresentationMutualInformation.Of(network, _images, _labels, reference ?? _reference, cancellation, steps: 20);
    }
}
