using Serverless.Learning.Networks.Quantisation;
using Serverless.Learning.Networks.Templates;
using Serverless.Spaces;
using TorchSharp;
using static TorchSharp.torch;

namespace Serverless.Learning.ZeroCost;

/// <summary>
/// Computes synaptic flow (Tanaka et al. 2020, as a score by Abdelfattah et al. 2021): how much all paths through the weights carry.
/// </summary>
/// <remarks>
/// All weights are made positive, and an image of ones is sent through the network without normalisation and quantisation. With R the sum of the
/// outputs, the score is the sum of θ · ∂R/∂θ over the weights of convolutions and linear layers, without biases. It spans more orders of
/// magnitude than a float can hold, so it is computed in double precision and returned as its natural logarithm.
/// </remarks>
static class Synflow
{
    /// <summary>Returns the logarithm of the score; −∞ if no signal passes through the network. Changes the network's weights.</summary>
    /// <param name="network">A new network through which nothing has been sent, so that normalising by running statistics has no effect.</param>
    /// <param name="shape">The shape of the network's input.</param>
    public static double LogOf(nn.Module<Tensor, Tensor> network, ImageShape shape)
    {
        using var scope = NewDisposeScope();
        network.to(ScalarType.Float64);
        network.eval();
        foreach (var normalisation in network.modules().OfType<ChannelNorm>())
        {
            normalisation.IsBypassed = true;
        }

        foreach (var quantiser in network.modules().OfType<ActivationQuantiser>())
        {
            quantiser.IsBypassed = true;
        }

        using (no_grad())
        {
            foreach (var parameter in network.parameters())
            {
                parameter.copy_(parameter.abs());
            }
        }

        var weights = Weights.Of(network);
        var flow = autograd.grad(
            [network.call(ones(1, shape.Channels, shape.Height, shape.Width, ScalarType.Float64)).sum()], weights, null, false, false, true);
        var sum = weights.Zip(flow, Weights.Product).Sum();
        return Math.Log(sum);
    }
}
