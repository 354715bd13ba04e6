using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Losses;

/// <summary>The negative log likelihood of the order of Pareto ranks given scores (ListMLE: Xia, Liu, Wang, Zhang, Li 2008), with ties.</summary>
static class ListwiseLoss
{
    // Far below every score, yet finite, so that masked places have zero gradients instead of NaN.
    const double Masked = -1e9;

    /// <summary>
    /// Returns −log of the Plackett–Luce probability, averaged over architectures and members. Each architecture competes with those of its own and
    /// later fronts, so the order within a front does not matter. Architectures without a rank, or that a member does not see, do not compete.
    /// </summary>
    /// <param name="scores">The scores, b × 1 × members: the higher, the nearer to the front.</param>
    /// <param name="ranks">The Pareto ranks from 0, b, or b × members if each member has its own; negative where there is none.</param>
    /// <param name="seen">b × members: 1 where the member learns from the architecture, otherwise 0.</param>
    public static Tensor Of(Tensor scores, Tensor ranks, Tensor seen)
    {
        var said = scores.squeeze(1).t();
        var orders = ranks.reshape(ranks.shape[0], -1).t();
        var counts = seen.t() * orders.ge(0).to_type(float32);

        // Members × b × b: whether the architecture of the last index competes with that of the middle one.
        var isBehind = orders.unsqueeze(1).ge(orders.unsqueeze(2));
        var competes = isBehind.logical_and(counts.unsqueeze(1).gt(0));
        var field = said.unsqueeze(1).expand(-1, said.shape[1], -1).masked_fill(competes.logical_not(), Masked);
        return ((field.logsumexp(2) - said) * counts).sum() / counts.sum().clamp(1);
    }
}
