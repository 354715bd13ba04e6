using Serverless.Learning.Surrogates;
using static TorchSharp.torch;

namespace Serverless.Learning.Tests.Surrogates.Losses;

/// <summary>Batches for one member.</summary>
static class Batches
{
    /// <summary>One target, every value known and seen.</summary>
    public static FitBatch OfValues(params float[] values) =>
        new(tensor(values).reshape(-1, 1), ones(values.Length, 1), ones(values.Length, 1), [SmallSets.Accuracy]);
}
