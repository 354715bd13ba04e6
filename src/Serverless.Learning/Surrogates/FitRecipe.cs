using Serverless.Learning.Surrogates.Lclr;
using Serverless.Learning.Surrogates.Networks;
using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates;

/// <summary>What tells one neural kind from another.</summary>
sealed record FitRecipe
{
    /// <value>One of <see cref="Core.Surrogates.SurrogateKind"/>.</value>
    public required string Kind { get; init; }

    /// <value>Makes the network: encoder, features' reader, members, targets and initial weights in.</value>
    public required Func<ArchitectureEncoder, FeatureReader, int, int, MemberWeights, SurrogateNetwork> Network { get; init; }

    /// <value>Whether <see cref="Network"/> is of one target, so that each is fitted as if there were no other.</value>
    public bool IsByTarget { get; init; }

    /// <value>As <see cref="Network"/>, of a training set with learning curves; null: the kind reads none.</value>
    public Func<ArchitectureEncoder, FeatureReader, CurveReader, int, int, MemberWeights, SurrogateNetwork>? CurveNetwork { get; init; }

    /// <value>The loss of a batch, a scalar.</value>
    public required Func<NetworkAnswer<TorchValue>, FitBatch, Tensor> Loss { get; init; }

    /// <value>Whether the network gives Pareto scores.</value>
    public bool HasScores { get; init; }

    /// <value>Whether the network's values are an order alone, to be calibrated to the targets by a line after the fit.</value>
    public bool IsCalibrated { get; init; }

    /// <value>Whether targets are learnt as normal scores, not as they are.</value>
    public bool IsNormalised { get; init; }

    /// <value>Whether boosted trees stand beside the network.</value>
    public bool HasTrees { get; init; }

    /// <value>Steps of gradient descent, for training sets of any size; fewer where they would be more than <see cref="DescentTerms.MostEpochs"/> passes.</value>
    public required int Steps { get; init; }

    /// <value>Architectures a step.</value>
    public required int Batch { get; init; }

    /// <value>Of AdamW, at its greatest; falls to 0 along a cosine.</value>
    public required double LearningRate { get; init; }

    /// <value>Of AdamW.</value>
    public double WeightDecay { get; init; } = 1e-4;
}
