using static TorchSharp.torch;

namespace Serverless.Learning.Tests.Kernels;

/// <summary>This process is set to run TorchSharp's code unoptimised, as workers are; otherwise about one in 25,000 of these operations goes wrong.</summary>
public class ScalarTests
{
    const int Rounds = 1_200;

    [Fact]
    public async Task Operations_WhileAnotherThreadCollects_ReadTheirScalars()
    {
        using var ended = new CancellationTokenSource();
        var collector = Task.Factory.StartNew(() => Collect(ended.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                using var scope = NewDisposeScope();
                var sum = zeros(16);
                for (var i = 0; i < 25; i++)
                {
                    sum = (sum + 0.5f) * 1f;
                    sum.add_(1, 2f);
                }

                sum[3].item<float>().ShouldBe(62.5f);
            }
        }
        finally
        {
            await ended.CancelAsync();
            await collector;
        }
    }

    static void Collect(CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            GC.Collect(0);
        }
    }
}
