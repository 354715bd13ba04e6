using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates.Losses;

namespace Serverless.Learning.Surrogates.Lclr;

/// <summary>
/// Ranks by pairs: P(i above j) = σ(f_i − f_j) for each target, of architecture features, the operation sequence and the learning curve so far
/// (Wistuba, Pedapati 2020).
/// </summary>
/// <remarks>
/// The published sizes are not known to us: curves go into the fully connected layers as they are, with a mask, not through convolutions, and a
/// data set is not embedded. Curves are cut short at random while it learns, so it can be asked of candidates that nobody has trained. What it says is an order; values are the line nearest to the targets.
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
