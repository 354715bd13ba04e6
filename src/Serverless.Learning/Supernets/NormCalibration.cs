using Serverless.Learning.Networks;
using Serverless.Learning.Training;
using static TorchSharp.torch;

namespace Serverless.Learning.Supernets;

/// <summary>Recomputes the batch normalisation statistics of a network whose weights were trained in a different network.</summary>
static class NormCalibration
{
    const int BatchSize = 200;
    const int MostBatches = 10;

    /// <summary>Passes up to 2,000 of the first training images through the network and averages the statistics of their batches.</summary>
    /// <remarks>
    /// Layers average with a constant momentum. The remaining share of the initial zeros is divided out, so later batches have slightly larger
    /// weights.
    /// </remarks>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static void Run(CandidateNetwork network, ResidentImages training, CancellationToken cancellation)
    {
        using var outer = NewDisposeScope();
        using var unrecorded = no_grad();
        List<Tensor> remembered =
        [
            .. network.named_buffers()
                .Where(named => named.name.EndsWith("running_mean", StringComparison.Ordinal) || named.name.EndsWith("running_var", StringComparison.Ordinal))
                .Select(named => named.buffer),
        ];
        remembered.ForEach(values => values.zero_());
        network.train();
        var batches = Math.Clamp(training.Count / BatchSize, 1, MostBatches);
        for (var batch = 0; batch < batches; batch++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var start = batch * BatchSize;
            network.call(training.Range(start, Math.Min(BatchSize, training.Count - start)).Images);
        }

        remembered.ForEach(values => values.div_(1 - Math.Pow(1 - ConvNorm.Momentum, batches)));
        network.eval();
    }
}
