using static TorchSharp.torch;

namespace Serverless.Learning.ZeroCost;

/// <summary>How differently a network reacts to different images (Mellor et al. 2020, version 1; jacov in Abdelfattah et al. 2021).</summary>
/// <remarks>
/// Each image has the gradient of its logits' sum by its pixels, the network in training mode. With λ the eigenvalues of the
/// gradients' correlation matrix (n × n) and k = 10⁻⁵, the score is −Σ (log(λ + k) + 1/(λ + k)): about −n, the highest, where
/// gradients are uncorrelated.
/// </remarks>
static class JacobianCovariance
{
    const double Offset = 1e-5;

    /// <summary>The score; −∞ when an image's gradient is the same at every pixel, as where nothing comes through.</summary>
    public static double Of(nn.Module<Tensor, Tensor> network, Tensor images)
    {
        using var scope = NewDisposeScope();
        network.train();
        var input = images.detach().clone().requires_grad_();
        var gradients = autograd.grad([network.call(input).sum()], [input], null, false, false, true)[0];
        return gradients.IsInvalid ? double.NegativeInfinity : OfGradients(gradients.reshape(images.shape[0], -1).to(ScalarType.Float64));
    }

    /// <summary>The score of gradients, n × pixels.</summary>
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

        // Rounding makes eigenvalues of 0 slightly negative.
        return -eigenvalues.Select(value => Math.Max(value, 0) + Offset).Sum(value => Math.Log(value) + (1 / value));
    }
}
