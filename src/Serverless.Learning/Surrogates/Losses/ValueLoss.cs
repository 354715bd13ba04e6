using Serverless.Core.Objectives;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Losses;

/// <summary>How far values are from the measured ones, averaged over what is known and each member may see.</summary>
static class ValueLoss
{
    /// <summary>Huber's (1964) loss, bent at one deviation.</summary>
    /// <param name="values">b × 1 × (members · m).</param>
    /// <param name="batch">What is known.</param>
    public static Tensor Huber(Tensor values, FitBatch batch) => Over(
        values,
        batch,
        static _ => true,
        static gap =>
        {
            var bent = gap.clamp(max: 1);
            return bent * (gap - (bent * 0.5));
        });

    /// <summary>The absolute difference.</summary>
    /// <inheritdoc cref="Huber" path="/param"/>
    /// <param name="values">b × 1 × (members · m).</param>
    /// <param name="batch">What is known.</param>
    /// <param name="counts">Which targets count.</param>
    public static Tensor Absolute(Tensor values, FitBatch batch, Func<Objective, bool> counts) => Over(values, batch, counts, static gap => gap);

    static Tensor Over(Tensor values, FitBatch batch, Func<Objective, bool> counts, Func<Tensor, Tensor> loss)
    {
        var (count, targets) = (batch.Values.shape[0], batch.Values.shape[1]);
        var weight = (batch.Known * TargetMask.Of(batch, counts)).unsqueeze(1) * batch.Seen.unsqueeze(2);
        var gap = (values.reshape(count, -1, targets) - batch.Values.unsqueeze(1)).abs();
        return (loss(gap) * weight).sum() / weight.sum().clamp(1);
    }
}

/// <summary>Which targets a loss is about.</summary>
static class TargetMask
{
    /// <summary>m: 1 for a target that counts, else 0.</summary>
    public static Tensor Of(FitBatch batch, Func<Objective, bool> counts) =>
        tensor(batch.Targets.Select(target => counts(target) ? 1f : 0f).ToArray()).to(batch.Values.device);
}
