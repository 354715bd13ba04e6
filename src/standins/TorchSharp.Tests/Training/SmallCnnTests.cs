using System.Diagnostics;

namespace TorchSharp.Tests.Training;

public sealed class SmallCnnTests
{
    [Fact]
    public void Training_OnTwoKindsOfImages_LowersTheLoss()
    {
        manual_seed(1);
        set_num_threads(1);
        using var network = new SmallCnn();
        using var optimizer = optim.SGD(network.parameters(), 0.05, 0.9, 0, 5e-4, true);
        using var images = randn(1024, 1, 28, 28);
        using var labels = randint(10, [1024]);

        var losses = new List<float>();
        var watch = Stopwatch.StartNew();
        for (var step = 0; step < 24; step++)
        {
            if (step == 8)
            {
                watch.Restart();
            }

            using var scope = NewDisposeScope();
            var batch = images.narrow(0, step % 8 * 128, 128);
            var target = labels.narrow(0, step % 8 * 128, 128);
            optimizer.zero_grad();
            var loss = nn.functional.cross_entropy(network.call(batch), target);
            loss.backward();
            optimizer.step();
            losses.Add(loss.item<float>());
        }

        TestContext.Current.SendDiagnosticMessage($"{watch.Elapsed.TotalSeconds / 2:F3} s per 1,024 images");
        losses[^1].ShouldBeLessThan(losses[0]);
    }
}
