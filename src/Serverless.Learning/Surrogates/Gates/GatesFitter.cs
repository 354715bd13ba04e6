using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates.Losses;

namespace Serverless.Learning.Surrogates.Gates;

/// <summary>
/// GATES (Ning, Zheng, Zhao, Wang, Yang 2020): operations gate the information that flows through the architecture; ranked by pairs with
/// a hinge of 0.1, each target by a predictor of its own.
/// </summary>
/// <remarks>
/// On the edges of cells whose space has operations there, on nodes elsewhere (see <see cref="InformationFlow"/>). One hidden layer of as many
/// channels as arrive reads an output, rather than the five of 300 that the authors search with, and every pair of a batch counts, not a sample. What it says is an order; values are the line nearest to the targets.
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
