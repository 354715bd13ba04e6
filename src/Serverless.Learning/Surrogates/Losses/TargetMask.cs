using Serverless.Core.Objectives;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Losses;

/// <summary>Which targets a loss is about.</summary>
static class TargetMask
{
    /// <summary>m: 1 for a target that counts, else 0.</summary>
    public static Tensor Of(FitBatch batch, Func<Objective, bool> counts) =>
        tensor(batch.Targets.Select(target => counts(target) ? 1f : 0f).ToArray()).to(batch.Values.device);
}
