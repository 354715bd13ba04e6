using Serverless.Learning.Surrogates;
using static TorchSharp.torch;

namespace Serverless.Learning.Tests.Surrogates.Losses;

/// <summary>Batches for one member.</summary>
static class Batches
{
    public static FitBatch Of(float[] ranks, float[]? seen = null) => Of(new float[ranks.Length], ranks, seen);

    /// <summary>One target, every value known.</summary>
    public static FitBatch OfValues(params float[] values) => Of(values, new float[values.Length], null);

    static FitBatch Of(float[] values, float[] ranks, float[]? seen) => new(
        tensor(values).reshape(-1, 1), ones(values.Length, 1), tensor(ranks),
        seen is null ? ones(values.Length, 1) : tensor(seen).reshape(-1, 1), [SmallSets.Accuracy]);
}
