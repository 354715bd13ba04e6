using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Losses;

/// <summary>Losses over pairs of architectures of a batch, for each member and target.</summary>
static class PairwiseLoss
{
    /// <summary>
    /// Logistic: −log σ(s_i − s_j) for every pair in which i has the greater value, averaged (Burges et al. 2005, RankNet; Wistuba,
    /// Pedapati 2020). Pairs of equal or unknown values, or that the member may not see, do not count.
    /// </summary>
    /// <param name="values">b × 1 × (members · m): what the network says.</param>
    /// <param name="batch">What is known.</param>
    public static Tensor Logistic(Tensor values, FitBatch batch) =>
        Over(values, batch, static (gap, isGreater) => gap.neg().softplus() * isGreater);

    /// <summary>Hinge: max(0, margin − (s_i − s_j)) for every such pair, averaged (Ning et al. 2020).</summary>
    /// <inheritdoc cref="Logistic" path="/param"/>
    /// <param name="values">b × 1 × (members · m): what the network says.</param>
    /// <param name="batch">What is known.</param>
    /// <param name="margin">By how much the greater one is to be above.</param>
    public static Tensor Hinge(Tensor values, FitBatch batch, double margin) =>
        Over(values, batch, (gap, isGreater) => gap.neg().add(margin).relu() * isGreater);

    static Tensor Over(Tensor values, FitBatch batch, Func<Tensor, Tensor, Tensor> loss)
    {
        var (count, targets) = (batch.Values.shape[0], batch.Values.shape[1]);
        var members = batch.Seen.shape[1];

        // Members × targets × b; pairs are b × b behind them.
        var said = values.reshape(count, members, targets).permute(1, 2, 0);
        var measured = batch.Values.t();
        var known = batch.Known.t();
        var isGreater = (measured.unsqueeze(2) > measured.unsqueeze(1)).to_type(float32) * known.unsqueeze(2) * known.unsqueeze(1);
        var seen = batch.Seen.t().unsqueeze(1);
        var weight = isGreater.unsqueeze(0) * seen.unsqueeze(3) * seen.unsqueeze(2);
        var gap = said.unsqueeze(3) - said.unsqueeze(2);
        return loss(gap, weight).sum() / weight.sum().clamp(1);
    }
}
