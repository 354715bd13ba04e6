using Serverless.Learning.Networks;
using Serverless.Spaces;
using TorchSharp;

namespace Serverless.Learning.Tests.Networks;

public sealed class NasBench201NetworkTests
{
    [Fact]
    public void Parameters_PublishedSkeletonAndExample_AreAsPublished()
    {
        // NAS-Bench-201's read-me gives 0.802426 M for this cell on CIFAR-10.
        var cell = Cells.Space.Create([3, 3, 4, 1, 3, 1]);
        var skeleton = new SpaceSpecification { Name = NasBench201Space.SpaceName };

        using var network = new NasBench201Network(cell, skeleton, new ImageShape(3, 32, 32, 10), seed: 1);

        network.parameters().Sum(parameter => parameter.numel()).ShouldBe(802_426);
    }

    [Fact]
    public void Forward_VariousCells_EveryUsedWeightGetsAGradient()
    {
        foreach (var cell in Cells.Various(random: 10))
        {
            using var scope = torch.NewDisposeScope();
            using var network = new NasBench201Network(cell, Cells.Skeleton, Cells.Shape, seed: 2);
            var used = NasBench201Plan.Of(cell).Live.Select(edge => $".edge{edge.Index}.").ToArray();

            network.call(torch.randn(5, 1, 8, 8)).square().sum().backward();

            // A cell that is zero cuts off what stands before it.
            foreach (var (name, parameter) in network.named_parameters().Where(_ => NasBench201Space.IsConnected(cell)))
            {
                var expected = !name.Contains(".edge") || used.Any(name.Contains);
                (parameter.grad is not null).ShouldBe(expected, name);
            }
        }
    }

    [Fact]
    public void Forward_OneBorderPixel_IsPooledOverThePixelsInside()
    {
        using var scope = torch.NewDisposeScope();
        using var cell = new Cell("cell", NasBench201Plan.Of(Cells.Space.Create([0, 0, 0, 4, 0, 0])), 1, 4, 4, new WeightSource(1));
        var image = torch.zeros(1, 1, 4, 4);
        image[0, 0, 0, 0] = torch.tensor(1f);

        var pooled = cell.call(image);

        // The corner averages over 4 pixels, its neighbours over 6, and the one inside over 9.
        pooled[0, 0, 0, 0].item<float>().ShouldBe(1 / 4f, 1e-6f);
        pooled[0, 0, 0, 1].item<float>().ShouldBe(1 / 6f, 1e-6f);
        pooled[0, 0, 1, 1].item<float>().ShouldBe(1 / 9f, 1e-6f);
        pooled[0, 0, 2, 2].item<float>().ShouldBe(0f);
    }

    [Fact]
    public void Forward_PoolOfRandomImages_EqualsLibtorchsPool()
    {
        using var scope = torch.NewDisposeScope();
        using var pool = new InnerAveragePool("pool", channels: 3, height: 5, width: 7);
        using var reference = torch.nn.AvgPool2d(3, 1, 1, false, false);
        var images = torch.randn(4, 3, 5, 7);

        pool.call(images).allclose(reference.call(images), 1e-5, 1e-6).ShouldBeTrue();
    }

    [Fact]
    public void Forward_AllSkipCell_IsFourTimesItsInput()
    {
        using var scope = torch.NewDisposeScope();
        using var cell = new Cell("cell", NasBench201Plan.Of(Cells.AllSkip), 2, 4, 4, new WeightSource(1));
        var image = torch.randn(3, 2, 4, 4);

        cell.call(image).allclose(image * 4).ShouldBeTrue();
    }

    [Fact]
    public void Construction_SizeThatCannotBeHalvedTwice_Throws() =>
        Should.Throw<ArgumentException>(
            () => CandidateNetworks.Create(Cells.AllSkip, Cells.Skeleton, new ImageShape(1, 30, 28, 10), seed: 1));
}
