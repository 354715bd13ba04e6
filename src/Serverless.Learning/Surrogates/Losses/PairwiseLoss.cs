using Serverless.Core.Objectives;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Losses;

/// <summary>Losses over pairs of architectures of a batch, averaged over pairs, members and targets.</summary>
/// <remarks>Pairs with an unknown value, or that a member does not see, are ignored.</remarks>
static class PairwiseLoss
{
    /// <summary>
    /// Computes the logistic loss: −log σ(s_i − s_j) for every pair in which i has the higher value (Burges et al. 2005; Wistuba, Pedapati 2020).
    /// </summary>
    /// <param name="values">The network's values, b × 1 × (members · m).</param>
    /// <param name="batch">The known values.</param>
    public static Tensor Logistic(Tensor values, FitBatch batch) => Over(values, batch, static (said, measured) =>
        (said.neg().softplus(), measured.gt(0).to_type(float32)));

    /// <summary>Computes the hinge loss: max(0, margin − (s_i − s_j)) for every such pair (Ning et al. 2020).</summary>
    /// <inheritdoc cref="Logistic" path="/param"/>
    /// <param name="values">The network's values, b × 1 × (members · m).</param>
    /// <param name="batch">The known values.</param>
    /// <param name="margin">The required distance of the higher value.</param>
    public static Tensor Hinge(Tensor values, FitBatch batch, double margin) => Over(values, batch, (said, measured) =>
        (said.neg().add(margin).relu(), measured.gt(0).to_type(float32)));

    /// <summary>
    /// Computes the binary relation loss: the cross entropy between σ(v_i − v_j) of the measured, scaled values and σ(s_i − s_j), which is the
    /// Kullback–Leibler divergence of the two softmaxes up to a constant (Dudziak et al. 2020).
    /// </summary>
    /// <inheritdoc cref="Logistic" path="/param"/>
    /// <param name="values">The network's values, b × 1 × (members · m).</param>
    /// <param name="batch">The known values.</param>
    /// <param name="counts">Selects the targets that count.</param>
    public static Tensor Relation(Tensor values, FitBatch batch, Func<Objective, bool> counts) => Over(
        values,
        batch,
        (said, measured) =>
        {
            var mask = TargetMask.Of(batch, counts).reshape(-1, 1, 1);
            return (said.softplus() - (measured.sigmoid() * said), measured.ones_like() * mask);
        });

    /// <param name="values">The network's values, b × 1 × (members · m).</param>
    /// <param name="batch">The known values.</param>
    /// <param name="loss">Computes each pair's loss and its weight from the predicted differences, members × m × b × b, and the measured ones,
    /// m × b × b.</param>
    static Tensor Over(Tensor values, FitBatch batch, Func<Tensor, Tensor, (Tensor Loss, Tensor Weight)> loss)
    {
        var (count, targets) = (batch.Values.shape[0], batch.Values.shape[1]);
        var said = values.reshape(count, -1, targets).permute(1, 2, 0);
        var (measured, known, seen) = (batch.Values.t(), batch.Known.t(), batch.Seen.t().unsqueeze(1));
        var (each, counts) = loss(said.unsqueeze(3) - said.unsqueeze(2), measured.unsqueeze(2) - measured.unsqueeze(1));
        var weight = (counts * known.unsqueeze(2) * known.unsqueeze(1)).unsqueeze(0) * seen.unsqueeze(3) * seen.unsqueeze(2);
        return (each * weight).sum() / weight.sum().clamp(1);
    }
}
