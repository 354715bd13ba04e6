using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates.Losses;

namespace Serverless.Learning.Surrogates.Lclr;

/// <summary>
/// Ranks by pairs: P(i above j) = σ(f_i − f_j) for each target, of architecture features and the operation sequence (Wistuba, Pedapati
/// 2020, without learning curves, which candidates that were never trained do not have).
/// </summary>
/// <remarks>What it says is an order; values are the line nearest to the targets.</remarks>
public sealed class LclrFitter() : NeuralFitter(new FitRecipe
{
    Kind = SurrogateKind.Lclr,
    Network = static (encoder, features, members, targets, weights) => new LclrNetwork(encoder, features, members, targets, weights),
    Loss = static (answer, batch) => PairwiseLoss.Logistic(answer.Values.Tensor, batch),
    IsCalibrated = true,
    Steps = 1000,
    Batch = 64,
    LearningRate = 3e-3,
});
