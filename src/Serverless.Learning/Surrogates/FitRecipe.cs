using Serverless.Learning.Surrogates.Lclr;
using Serverless.Learning.Surrogates.Networks;
using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates;

/// <summary>The settings that distinguish one kind of neural surrogate from another.</summary>
sealed record FitRecipe
{
    /// <value>The kind, one of <see cref="Core.Surrogates.SurrogateKind"/>.</value>
    public required string Kind { get; init; }

    /// <value>Creates the network from encoder, feature reader, number of members, number of targets and initial weights.</value>
    public required Func<ArchitectureEncoder, FeatureReader, int, int, MemberWeights, SurrogateNetwork> Network { get; init; }

    /// <value>Whether <see cref="Network"/> predicts one target, so that each target is fitted as if it were the only one.</value>
    public bool IsByTarget { get; init; }

    /// <value>
    /// Creates the network, as <see cref="Network"/> does, for a training set with learning curves; null if the kind does not read them.
    /// </value>
    public Func<ArchitectureEncoder, FeatureReader, CurveReader, int, int, MemberWeights, SurrogateNetwork>? CurveNetwork { get; init; }

    /// <value>Computes the loss of a batch, a scalar.</value>
    public required Func<NetworkAnswer<TorchValue>, FitBatch, Tensor> Loss { get; init; }

    /// <value>Whether the network predicts Pareto scores.</value>
    public bool HasScores { get; init; }

    /// <value>Whether the network's values are an order only, which a line converts to the targets after the fit.</value>
    public bool IsCalibrated { get; init; }

    /// <value>Whether the network learns normal scores of the targets in place of standardised values.</value>
    public bool IsNormalised { get; init; }

    /// <value>Whether boosted trees are combined with the network.</value>
    public bool HasTrees { get; init; }

    /// <value>
    /// The number of gradient descent steps for training sets of any size; smaller where they would exceed <see cref="DescentTerms.MostEpochs"/>
    /// passes.
    /// </value>
    public required int Steps { get; init; }

    /// <value>The number of architectures per step.</value>
    public required int Batch { get; init; }

    /// <value>The highest learning rate of AdamW, which falls to 0 along a cosine.</value>
    public required double LearningRate { get; init; }

    /// <value>The weight decay of AdamW. Default 0.0001.</value>
    public double WeightDecay { get; init; } = 1e-4;
}
