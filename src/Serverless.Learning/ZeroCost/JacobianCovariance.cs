using static TorchSharp.torch;

namespace Serverless.Learning.ZeroCost;

/// <summary>Scores how differently a network reacts to different images (Mellor et al. 2020, version 1; jacov in Abdelfattah et al. 2021).</summary>
/// <remarks>
/// For each image the gradient of the sum of its logits with respect to its pixels is taken, with the network in training mode. With λ the
/// eigenvalues of the gradients' correlation matrix (n × n) and k = 10⁻⁵, the score is −Σ (log(λ + k) + 1/(λ + k)). Its maximum, about −n,
/// is reached when the gradients are uncorrelated.
/// </remarks>
static class JacobianCovariance
{
    const double Offset = 1e-5;

    /// <summary>Returns the score; −∞ if an image's gradient is the same at every pixel, as when no signal passes through the network.</summary>
    public static double Of(nn.Module<Tensor, Tensor> network, Tensor images)
    {
        using var scope = NewDisposeScope();
        network.train();
        var input = images.detach().clone().requires_grad_();
        var gradients = autograd.grad([network.call(input).sum()], [input], null, false, false, true)[0];
        return gradients.IsInvalid ? double.NegativeInfinity : OfGradients(gradients.reshape(images.shape[0], -1).to(ScalarType.Float64));
    }

    /// <summary>Returns the score of gradients, n × pixels.</summary>
    internal static double OfGradients(Tensor gradients)
    {
        var centred = gradients - gradients.mean([1], true);
        var lengths = centred.square().sum(1L, true).sqrt();
        if (lengths.min().item<double>() == 0)
        {
            return double.NegativeInfinity;
        }

        var directions = centred / lengths;
        var eigenvalues = linalg.eigvalsh(directions.mm(directions.t())).data<double>().ToArray();

        // Rounding can make eigenvalues of 0 slightly negative.
        return -eigenvalues.Select(value => Math.Max(value, 0) + Offset).Sum(value => Math.Log(value) + (1 / value));
    }
}
