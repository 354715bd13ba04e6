using Serverless.Domain.Surrogates;
using Serverless.Learning.Surrogates.Losses;

namespace Serverless.Learning.Surrogates.HwPrNas;

/// <summary>
/// HW-PR-NAS (Benmeziane, El Maghraoui, Ouarnoughi, Niar 2023): one model for all objectives, trained to order architectures by their
/// Pareto rank, whatever the number of objectives.
/// </summary>
/// <remarks>
/// The listwise loss is over Pareto ranks among the training set. Values of the targets are learned beside it, by value and by order,
/// so that little data shapes the encoder more, and so that an acquisition can ask for them. An architecture of which a value is not
/// known has no rank; what is known of it is learned all the same.
/// </remarks>
public sealed class HwPrNasFitter() : NeuralFitter(new FitRecipe
{
    Kind = SurrogateKind.HwPrNas,
    Network = static (encoder, features, members, targets, weights) => new HwPrNasNetwork(encoder, features, members, targets, weights),
    Loss = static (answer, batch) =>
        ListwiseLoss.Of(answer.Scores!.Value.Tensor, batch) // this network has scores
        + ValueLoss.Huber(answer.Values.Tensor, batch)
        + PairwiseLoss.Logistic(answer.Values.Tensor, batch),
    HasScores = true,
    Epochs = 80,
    Batch = 64,
    LearningRate = 3e-3,
    WeightDecay = 0.1,
});
