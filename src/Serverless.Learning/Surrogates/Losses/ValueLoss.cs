using Serverless.Core.Objectives;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Losses;

/// <summary>Losses of the difference between predicted and measured values, averaged over the known values that each member sees.</summary>
static class ValueLoss
{
    /// <summary>Computes Huber's (1964) loss, which changes from quadratic to linear at one standard deviation.</summary>
    /// <param name="values">The network's values, b × 1 × (members · m).</param>
    /// <param name="batch">The known values.</param>
    public static Tensor Huber(Tensor values, FitBatch batch) => Over(
        values,
        batch,
        static _ => true,
        static gap =>
        {
            var bent = gap.clamp(max: 1);
            return bent * (gap - (bent * 0.5));
        });

    /// <summary>Computes the absolute difference.</summary>
    /// <inheritdoc cref="Huber" path="/param"/>
    /// <param name="values">The network's values, b × 1 × (members · m).</param>
    /// <param name="batch">The known values.</param>
    /// <param name="counts">Selects the targets that count.</param>
    public static Tensor Absolute(Tensor values, FitBatch batch, Func<Objective, bool> counts) => Over(values, batch, counts, static gap => gap);

    static Tensor Over(Tensor values, FitBatch batch, Func<Objective, bool> counts, Func<Tensor, Tensor> loss)
    {
        var (count, targets) = (batch.Values.shape[0], batch.Values.shape[1]);
        var weight = (batch.Known * TargetMask.Of(batch, counts)).unsqueeze(1) * batch.Seen.unsqueeze(2);
        var gap = (values.reshape(count, -1, targets) - batch.Values.unsqueeze(1)).abs();
        return (loss(gap) * weight).sum() / weight.sum().clamp(1);
    }
}

/// <summary>Selects the targets of a loss.</summary>
static class TargetMask
{
    /// <summary>Returns m numbers: 1 for a target that counts, otherwise 0.</summary>
    public static Tensor Of(FitBatch batch, Func<Objective, bool> counts) =>
        tensor(batch.Targets.Select(target => counts(target) ? 1f : 0f).ToArray()).to(batch.Values.device);
}
