using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates.Losses;
using Serverless.Learning.Surrogates.Networks;
using Serverless.Learning.Surrogates.Trees;
using Serverless.Learning.Surrogates.Weights;
using Serverless.Learning.WeightFiles;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.ParetoHybrid;

/// <summary>
/// One model for all objectives after HW-PR-NAS (Benmeziane, El Maghraoui, Ouarnoughi, Niar 2023): a network and boosted trees predict values
/// together, and a score orders architectures by the Pareto ranks of these values.
/// </summary>
/// <remarks>
/// The encoder and the value head learn normal scores of the targets, by value and by order; the score head then learns Pareto ranks by the listwise
/// loss (see <see cref="ScoreTraining"/>). Each value is the mean of the network's prediction and that of boosted trees from the same features, since
/// the two have different errors. An architecture with unknown values is used with its known ones.
/// </remarks>
public sealed class ParetoHybridFitter() : NeuralFitter(new FitRecipe
{
    Kind = SurrogateKind.ParetoHybrid,
    Network = static (encoder, features, members, targets, weights) => new ParetoHybridNetwork(encoder, features, members, targets, weights),
    Loss = static (answer, batch) =>
    {
        var own = answer.Own!.Value.ByArchitecture; // this network has a part of its own
        return ValueLoss.Huber(own, batch) + PairwiseLoss.Logistic(own, batch);
    },
    HasScores = true,
    HasTrees = true,
    IsNormalised = true,
    Steps = 400,
    Batch = 64,
    LearningRate = 3e-3,
    WeightDecay = 0.1,
}), IWarmStartFitter
{
    /// <summary>
    /// Fits heads for other devices or objectives of the same space to an encoder that stays fixed, which requires less data and time than training
    /// it again.
    /// </summary>
    /// <inheritdoc cref="IWarmStartFitter.FineTune" path="/param"/>
    /// <inheritdoc cref="IWarmStartFitter.FineTune" path="/exception"/>
    public FittedSurrogate FitHeads(
        FittedSurrogate known, SurrogateTrainingSet set, SurrogateFitOptions options, CancellationToken cancellation,
        Action<SurrogateFitProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        var source = NetworkOf(known, options);
        return known.Metadata.Space == set.Specification
            ? Fit(set, options, network => ((ParetoHybridNetwork)network).TakeEncoder(source), progress, cancellation)
            : throw new ArgumentException($"The surrogate is of '{known.Metadata.Space}', not of '{set.Specification}'; tune it instead.", nameof(known));
    }

    /// <summary>
    /// Fits a surrogate of another space, starting from the weights of a surrogate of the first space wherever the layers have the same size.
    /// </summary>
    /// <inheritdoc cref="IWarmStartFitter.FineTune" path="/param"/>
    /// <inheritdoc cref="IWarmStartFitter.FineTune" path="/exception"/>
    public FittedSurrogate FineTune(
        FittedSurrogate known, SurrogateTrainingSet set, SurrogateFitOptions options, CancellationToken cancellation,
        Action<SurrogateFitProgress>? progress = null)
    {
        var source = NetworkOf(known, options);
        return Fit(set, options, network => ParameterCopy.TakeWhatFits(network, source), progress, cancellation);
    }

    /// <inheritdoc/>
    public FittedSurrogate Restore(SurrogateMetadata metadata, ReadOnlyMemory<byte> weights)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        var space = SearchSpaces.Of(metadata.Space);
        if (metadata.Kind != Kind || space is null || metadata.Members is < 1 or > SurrogateFit.MostMembers || metadata.Targets.Count == 0
            || (space.Skeleton.FaultOfChannels(metadata.Space) ?? space.Skeleton.FaultOfCells(metadata.Space)) is not null)
        {
            throw new InvalidDataException($"The metadata describe {metadata.Kind} of {metadata.Members} members in '{metadata.Space.Name}', not {Kind} in a known space.");
        }

        var tensors = SafeTensors.Read(weights);
        var encoder = ArchitectureEncoders.For(space, metadata.Space, metadata.Shape);
        var columns = encoder.ShapeOf(EncodingPart.Features).Columns;
        var outputs = metadata.Members * metadata.Targets.Count;
        var features = NetworkWeights.Features(tensors, columns);
        var trees = new MemberTrees(TreeWeights.Read(tensors, outputs, columns), metadata.Targets.Count);
        var network = Recipe.Network(encoder, features, metadata.Members, metadata.Targets.Count, new MemberWeights(seed: 0));
        try
        {
            NetworkWeights.Load(tensors, network);
            return new FittedNetwork(network, encoder, trees, NetworkWeights.Calibration(tensors, outputs), metadata);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private protected override void Finish(
        SurrogateNetwork network, ArchitectureEncoder encoder, FitData data, SurrogateFitOptions options, CancellationToken cancellation) =>
        ScoreTraining.Run((ParetoHybridNetwork)network, encoder, data, options, cancellation);

    static ParetoHybridNetwork NetworkOf(FittedSurrogate known, SurrogateFitOptions options)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(options);
        return (known as FittedNetwork)?.Network is ParetoHybridNetwork network && network.Members == options.Members
            ? network
            : throw new ArgumentException(
                $"The known surrogate is {known.Metadata.Kind} of {known.Metadata.Members} members, not {SurrogateKind.ParetoHybrid} of {options.Members}.",
                nameof(known));
    }
}
