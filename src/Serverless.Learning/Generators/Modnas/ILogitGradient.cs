using Serverless.MultiObjective.Randomness;
using static TorchSharp.torch;

namespace Serverless.Learning.Generators.Modnas;

/// <summary>Computes or estimates how the expected loss of a distribution changes with its logits.</summary>
interface ILogitGradient
{
    /// <summary>Of b rows.</summary>
    /// <param name="logits">b × choices, without a history.</param>
    /// <param name="loss">Of architectures, for each row.</param>
    /// <param name="random">Of this step.</param>
    /// <param name="progress">The share of steps that are done, 0 to 1.</param>
    LogitGradient Of(Tensor logits, Func<Tensor, Tensor> loss, RandomStream random, double progress);
}

/// <summary>What is told of b rows.</summary>
/// <param name="Slopes">b × choices: the gradient.</param>
/// <param name="Losses">b: the expected loss, or that of what was drawn.</param>
readonly record struct LogitGradient(Tensor Slopes, Tensor Losses);
