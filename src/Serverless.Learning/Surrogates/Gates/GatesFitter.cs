using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates.Losses;

namespace Serverless.Learning.Surrogates.Gates;

/// <summary>
/// GATES (Ning, Zheng, Zhao, Wang, Yang 2020): operations gate the information that flows through the architecture. Each target has a predictor of
/// its own, trained to rank pairs with a hinge of 0.1.
/// </summary>
/// <remarks>
/// Operations are on the edges of cells whose space has them there, on nodes elsewhere (see <see cref="InformationFlow"/>). One hidden layer with as
/// many channels as its input reads the output, rather than the authors' five of 300, and every pair of a batch is used, not a sample. The predictor
/// gives an order; values are computed by the line that fits the targets best.
/// </remarks>
public sealed class GatesFitter() : NeuralFitter(new FitRecipe
{
    Kind = SurrogateKind.Gates,
    Network = static (encoder, _, members, _, weights) => new GatesNetwork(encoder, members, weights),
    IsByTarget = true,
    Loss = static (answer, batch) => PairwiseLoss.Hinge(answer.Values.ByArchitecture, batch, Margin),
    IsCalibrated = true,
    Steps = 600,
    Batch = 64,
    LearningRate = 3e-3,
})
{
    const double Margin = 0.1;
}
