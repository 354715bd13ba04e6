using Serverless.MultiObjective.Randomness;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Modnas;

/// <summary>Computes or estimates the gradient of the expected loss of a distribution with respect to its logits.</summary>
interface ILogitGradient
{
    /// <summary>Computes the gradient of b rows.</summary>
    /// <param name="logits">The logits, b × choices, detached.</param>
    /// <param name="loss">Computes the loss of the architecture in each row.</param>
    /// <param name="random">The random stream of this step.</param>
    /// <param name="progress">The share of finished steps, 0 to 1.</param>
    LogitGradient Of(Tensor logits, Func<Tensor, Tensor> loss, RandomStream random, double progress);
}

/// <summary>The gradient and the loss of b rows.</summary>
/// <param name="Slopes">The gradient, b × choices.</param>
/// <param name="Losses">The losses, b: the expected loss, or that of the drawn architectures.</param>
readonly record struct LogitGradient(Tensor Slopes, Tensor Losses);
