using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates.Losses;

namespace Serverless.Learning.Surrogates.BrpNas;

/// <summary>
/// BRP-NAS (Dudziak, Chau, Abdelfattah, Lee, Kim, Lane 2020): a graph network for each target. Targets measured on devices or counted are learnt by
/// regression; targets known from training are learnt from pairs, by which of two architectures is better.
/// </summary>
/// <remarks>
/// The published relation reads two embeddings by one linear layer, so its antisymmetric part is a difference of two numbers. That difference is
/// learnt here, so sorting by the number is equivalent to comparing all pairs, and is transitive.
/// </remarks>
public sealed class BrpNasFitter() : NeuralFitter(new FitRecipe
{
    Kind = SurrogateKind.BrpNas,
    Network = static (encoder, _, members, _, weights) => new BrpNasNetwork(encoder, members, weights),
    IsByTarget = true,
    Loss = static (answer, batch) =>
        PairwiseLoss.Relation(answer.Values.ByArchitecture, batch, IsTrained) + ValueLoss.Absolute(answer.Values.ByArchitecture, batch, target => !IsTrained(target)),
    IsCalibrated = true,
    Steps = 600,
    Batch = 64,
    LearningRate = 4e-3,
    WeightDecay = 5e-4,
})
{
    static bool IsTrained(Objective target) =>
        Metric.Find(target.Metric) is { } metric ? metric.Source is MetricSource.Training or MetricSource.Supernet or MetricSource.ZeroCost : target.Goal == Goal.Maximise;
}
