using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Losses;

/// <summary>How likely scores make the order of Pareto ranks (ListMLE: Xia, Liu, Wang, Zhang, Li 2008), with ties.</summary>
static class ListwiseLoss
{
    // Far below every score, yet finite, so that masked places have gradients of zero and not NaN.
    const double Masked = -1e9;

    /// <summary>
    /// −log of the Plackett–Luce probability, averaged over architectures and members: each competes with those of its own and later
    /// fronts, so that the order inside a front does not matter. Architectures without a rank, or that a member may not see, do not
    /// compete.
    /// </summary>
    /// <param name="scores">b × 1 × members: greater is nearer to the front.</param>
    /// <param name="ranks">b, or b × members where they have ranks of their own: Pareto ranks, from 0; negative where there is none.</param>
    /// <param name="seen">b × members: 1 where the member may learn from the architecture, else 0.</param>
    public static Tensor Of(Tensor scores, Tensor ranks, Tensor seen)
    {
        var said = scores.squeeze(1).t();
        var orders = ranks.reshape(ranks.shape[0], -1).t();
        var counts = seen.t() * orders.ge(0).to_type(float32);

        // Members × b × b: whom (last) each (middle) competes with.
        var isBehind = orders.unsqueeze(1).ge(orders.unsqueeze(2));
        var competes = isBehind.logical_and(counts.unsqueeze(1).gt(0));
        var field = said.unsqueeze(1).expand(-1, said.shape[1], -1).masked_fill(competes.logical_not(), Masked);
        return ((field.logsumexp(2) - said) * counts).sum() / counts.sum().clamp(1);
    }
}
