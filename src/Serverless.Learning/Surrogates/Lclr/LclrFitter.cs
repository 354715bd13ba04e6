using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates.Losses;

namespace Serverless.Learning.Surrogates.Lclr;

/// <summary>
/// Ranks by pairs: P(i above j) = σ(f_i − f_j) for each target, from architecture features, the operation sequence and the learning curve so far
/// (Wistuba, Pedapati 2020).
/// </summary>
/// <remarks>
/// The published sizes are not known: curves go directly into the fully connected layers, with a mask, not through convolutions, and the dataset is
/// not embedded. Curves are cut short at random during training, so the predictor also applies to candidates without any training. It gives an order;
/// values are computed by the line that fits the targets best.
/// </remarks>
public sealed class LclrFitter() : NeuralFitter(new FitRecipe
{
    Kind = SurrogateKind.Lclr,
    Network = static (encoder, features, members, targets, weights) => new LclrNetwork(encoder, features, curves: null, members, targets, weights),
    CurveNetwork = static (encoder, features, curves, members, targets, weights) => new LclrNetwork(encoder, features, curves, members, targets, weights),
    Loss = static (answer, batch) => PairwiseLoss.Logistic(answer.Values.ByArchitecture, batch),
    IsCalibrated = true,
    Steps = 1000,
    Batch = 64,
    LearningRate = 3e-3,
});
