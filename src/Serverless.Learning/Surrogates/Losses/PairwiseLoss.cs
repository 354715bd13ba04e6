using Serverless.Core.Objectives;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Losses;

/// <summary>Losses over pairs of architectures of a batch, averaged over pairs, members and targets.</summary>
/// <remarks>Pairs of which a value is not known, or that a member may not see, do not count.</remarks>
static class PairwiseLoss
{
    /// <summary>
    /// Logistic: −log σ(s_i − s_j) for every pair in which i has the greater value (Burges et al. 2005; Wistuba, Pedapati 2020).
    /// </summary>
    /// <param name="values">b × 1 × (members · m): what the network says.</param>
    /// <param name="batch">What is known.</param>
    public static Tensor Logistic(Tensor values, FitBatch batch) => Over(values, batch, static (said, measured) =>
        (said.neg().softplus(), measured.gt(0).to_type(float32)));

    /// <summary>Hinge: max(0, margin − (s_i − s_j)) for every such pair (Ning et al. 2020).</summary>
    /// <inheritdoc cref="Logistic" path="/param"/>
    /// <param name="values">b × 1 × (members · m): what the network says.</param>
    /// <param name="batch">What is known.</param>
    /// <param name="margin">By how much the greater one is to be above.</param>
    public static Tensor Hinge(Tensor values, FitBatch batch, double margin) => Over(values, batch, (said, measured) =>
        (said.neg().add(margin).relu(), measured.gt(0).to_type(float32)));

    /// <summary>
    /// Binary relation: the cross entropy between σ(v_i − v_j) of the measured, scaled values and σ(s_i − s_j), which is the
    /// Kullback–Leibler divergence of the two softmaxes but for a constant (Dudziak et al. 2020).
    /// </summary>
    /// <inheritdoc cref="Logistic" path="/param"/>
    /// <param name="values">b × 1 × (members · m): what the network says.</param>
    /// <param name="batch">What is known.</param>
    /// <param name="counts">Which targets count.</param>
    public static Tensor Relation(Tensor values, FitBatch batch, Func<Objective, bool> counts) => Over(
        values,
        batch,
        (said, measured) =>
        {
            var mask = TargetMask.Of(batch, counts).reshape(-1, 1, 1);
            return (said.softplus() - (measured.sigmoid() * said), measured.ones_like() * mask);
        });

    /// <param name="values">b × 1 × (members · m).</param>
    /// <param name="batch">What is known.</param>
    /// <param name="loss">Of members × m × b × b said gaps and m × b × b measured ones: each pair's loss, and its weight.</param>
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
