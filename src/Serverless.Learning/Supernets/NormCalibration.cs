using Serverless.Learning.Networks;
using Serverless.Learning.Training;
using static TorchSharp.torch;

namespace Serverless.Learning.Supernets;

/// <summary>Gives a network that has other weights than it was trained with the means and variances that its batch normalisation answers by.</summary>
static class NormCalibration
{
    const int BatchSize = 200;
    const int MostBatches = 10;

    /// <summary>Passes the first training images, 2,000 at most, and averages over their batches.</summary>
    /// <remarks>
    /// Layers average with a constant momentum, from the beginning: what that leaves of the zeros that it begins with is divided out, so that the later batches count a little more.
    /// </remarks>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
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
