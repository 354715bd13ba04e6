using System.Diagnostics;

namespace TorchSharp.Tests.Training;

public sealed class SmallCnnTests
{
    const int BatchSize = 64;

    [Fact]
    public void Training_OnImagesOfTwoKinds_LearnsThem()
    {
        var losses = Train(seed: 1, steps: 24, out var network);

        losses.Skip(20).Average().ShouldBeLessThan(losses.Take(4).Average() / 2);
        network.Dispose();
    }

    [Fact]
    public void Training_WithTheSameSeed_GivesTheSameWeights()
    {
        Train(seed: 5, steps: 3, out var first);
        Train(seed: 5, steps: 3, out var second);
        Train(seed: 6, steps: 3, out var other);

        var weights = second.state_dict();
        first.state_dict().ShouldAllBe(entry => entry.Value.Equals(weights[entry.Key]));
        other.state_dict()["_classes.weight"].Equals(weights["_classes.weight"]).ShouldBeFalse();
        Array.ForEach([first, second, other], network => network.Dispose());
    }

    [Fact]
    public void Training_ForManySteps_LeavesNoTensorsBehind()
    {
        using var network = new SmallCnn();
        using var optimizer = optim.SGD(network.parameters(), 0.01, 0.9, 0, 1e-4, true);
        using var images = randn(2, 1, 28, 28);
        using var labels = randint(10, [2]);
        Step(network, optimizer, images, labels);

        LiveTensors.AddedBy(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                Step(network, optimizer, images, labels);
            }
        }).ShouldBeLessThanOrEqualTo(0);
    }

    [Fact]
    public void Training_OfALargeLayerAgainAndAgain_GivesItsMemoryBack()
    {
        const int Rounds = 60, Width = 2048;
        using var process = Process.GetCurrentProcess();
        using var warmUp = Round();
        process.Refresh();
        var before = process.WorkingSet64;

        for (var i = 0; i < Rounds; i++)
        {
            Round().Dispose();
        }

        // Weight, gradient and momentum of one round are 48 MB; one of them kept per round would be 960 MB.
        process.Refresh();
        (process.WorkingSet64 - before).ShouldBeLessThan(400L << 20);

        static Tensor Round()
        {
            using var layer = nn.Linear(Width, Width);
            using var optimizer = optim.SGD(layer.parameters(), 0.01, 0.9);
            using var input = ones(1, Width);
            using var scope = NewDisposeScope();
            layer.call(input).sum().backward();
            optimizer.step();
            return ones(1).DetachFromDisposeScope();
        }
    }

    static List<float> Train(long seed, int steps, out SmallCnn network)
    {
        manual_seed(seed).Dispose();
        network = new SmallCnn();
        using var optimizer = optim.SGD(network.parameters(), 0.05, 0.9, 0, 5e-4, true);
        var scheduler = optim.lr_scheduler.CosineAnnealingLR(optimizer, steps);
        var losses = new List<float>();
        for (var step = 0; step < steps; step++)
        {
            // Class 1 is brighter on its upper half.
            using var scope = NewDisposeScope();
            var labels = randint(2, [BatchSize]);
            var images = randn(BatchSize, 1, 28, 28);
            images[TensorIndex.Colon, TensorIndex.Colon, TensorIndex.Slice(0, 14)] += labels.@float().view(-1, 1, 1, 1);
            losses.Add(Step(network, optimizer, images, labels));
            scheduler.step();
        }

        return losses;
    }

    static float Step(SmallCnn network, optim.Optimizer optimizer, Tensor images, Tensor labels)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var loss = nn.functional.cross_entropy(network.call(images), labels);
        loss.backward();
        optimizer.step();
        return loss.item<float>();
    }
}
