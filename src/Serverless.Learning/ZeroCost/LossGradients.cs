using static TorchSharp.torch;

namespace Serverless.Learning.ZeroCost;

/// <summary>Scores a network by the gradients of the cross entropy of one batch, in training mode (Abdelfattah et al. 2021).</summary>
static class LossGradients
{
    /// <summary>
    /// Returns SNIP, the sum of |θ · ∂L/∂θ| (Lee et al. 2019), and the gradient norm, the sum of each layer's Euclidean ‖∂L/∂θ‖; both over
    /// the weights of convolutions and linear layers.
    /// </summary>
    public static (double Snip, double Norm) Of(nn.Module<Tensor, Tensor> network, Tensor images, Tensor labels)
    {
        using var scope = NewDisposeScope();
        network.train();
        var weights = Weights.Of(network);
        var loss = nn.functional.cross_entropy(network.call(images), labels);
        var gradients = autograd.grad([loss], weights, null, false, false, true);
        return (weights.Zip(gradients, Weights.Product).Sum(), gradients.Sum(Weights.Length));
    }
}
