using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates.Networks;
using Serverless.Learning.Surrogates.Weights;
using Serverless.Learning.WeightFiles;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Surrogates.HwPrNas;

/// <summary>
/// Fits HW-PR-NAS (Benmeziane, El Maghraoui, Ouarnoughi, Niar 2023): one model that orders architectures by the Pareto ranks measured on each
/// platform, over any number of objectives, by the listwise loss.
/// </summary>
/// <remarks>
/// It predicts scores only. A member learns the ranks among the architectures that it sees. Platforms follow from the devices of the targets, see
/// <see cref="SurrogatePlatform.Of"/>.
/// </remarks>
public sealed class HwPrNasFitter : IWarmStartFitter
{
    const int MostPlatforms = 64;

    /// <inheritdoc/>
    public string Kind => SurrogateKind.HwPrNas;

    /// <inheritdoc/>
    public bool FitsTargetsApart => false;

    /// <inheritdoc/>
    public FittedSurrogate Fit(
        SurrogateTrainingSet set, SurrogateFitOptions options, CancellationToken cancellation, Action<SurrogateFitProgress>? progress = null)
    {
        var fit = new HwPrNasFit(set, options);
        return fit.Run(
            fit.NewNetwork(fit.Features, fit.Platforms.Count), before: null, [.. Enumerable.Range(0, fit.Platforms.Count)], progress, cancellation);
    }

    /// <summary>
    /// Fits heads for other platforms of the same search space to an unchanged encoder. Heads of platforms that are not in the set stay unchanged
    /// too, and predict as before.
    /// </summary>
    /// <inheritdoc cref="IWarmStartFitter.FineTune" path="/param"/>
    /// <inheritdoc cref="IWarmStartFitter.FineTune" path="/exception"/>
    public FittedSurrogate FitHeads(
        FittedSurrogate known, SurrogateTrainingSet set, SurrogateFitOptions options, CancellationToken cancellation,
        Action<SurrogateFitProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        var source = NetworkOf(known, options);
        if (known.Metadata.Space != set.Specification)
        {
            throw new ArgumentException($"The surrogate is of '{known.Metadata.Space}', not of '{set.Specification}'; tune it instead.", nameof(known));
        }

        if (known.Metadata.Shape != set.Shape)
        {
            throw new ArgumentException($"The surrogate is of networks for '{known.Metadata.Shape}', not for '{set.Shape}'; tune it instead.", nameof(known));
        }

        if (set.Targets.FirstOrDefault(target => known.Metadata.Targets.Any(other => other.Name == target.Name && other.Goal != target.Goal)) is { } turned)
        {
            throw new ArgumentException($"The surrogate was fitted to '{turned.Name}' with the opposite goal; fit a new one instead.", nameof(set));
        }

        var fit = new HwPrNasFit(set, options);
        var heads = new List<int>();
        var count = source.Heads.Count;
        foreach (var platform in fit.Platforms)
        {
            heads.Add(known.Metadata.FindPlatform([.. set.Targets.Where(target => platform.Targets.Contains(target.Name))]) ?? count++);
        }

        if (count > MostPlatforms)
        {
            throw new ArgumentException($"It would have {count} platforms; at most {MostPlatforms} are possible. Fit a new one instead.", nameof(set));
        }

        var network = fit.NewNetwork(source.Features, count);
        network.Freeze(source, heads.Contains);
        return fit.Run(network, known.Metadata, heads, progress, cancellation);
    }

    /// <summary>
    /// Fits a surrogate of another search space, starting from the weights of a fitted one: every weight whose layer has the same size
    /// there. Its platforms are those of the set.
    /// </summary>
    /// <inheritdoc cref="IWarmStartFitter.FineTune" path="/param"/>
    /// <inheritdoc cref="IWarmStartFitter.FineTune" path="/exception"/>
    public FittedSurrogate FineTune(
        FittedSurrogate known, SurrogateTrainingSet set, SurrogateFitOptions options, CancellationToken cancellation,
        Action<SurrogateFitProgress>? progress = null)
    {
        var source = NetworkOf(known, options);
        var fit = new HwPrNasFit(set, options);
        var network = fit.NewNetwork(fit.Features, fit.Platforms.Count);
        network.BeginAt(source, platform => Math.Max(0, known.Metadata.Platforms!.ToList().FindIndex(other => other.Name == fit.Platforms[platform].Name)));
        return fit.Run(network, before: null, [.. Enumerable.Range(0, fit.Platforms.Count)], progress, cancellation);
    }

    /// <inheritdoc/>
    public FittedSurrogate Restore(SurrogateMetadata metadata, ReadOnlyMemory<byte> weights)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        var space = SearchSpaces.Of(metadata.Space);
        if (metadata.Kind != Kind || metadata.HasObjectives || space is null || metadata.Members is < 1 or > SurrogateFit.MostMembers
            || metadata.Platforms is not { Count: > 0 and <= MostPlatforms }
            || (space.Skeleton.FaultOfChannels(metadata.Space) ?? space.Skeleton.FaultOfCells(metadata.Space)) is not null)
        {
            throw new InvalidDataException(
                $"The metadata describe {metadata.Kind} of {metadata.Members} members and {metadata.Platforms?.Count ?? 0} platforms in '{metadata.Space.Name}', not {Kind} with scores only in a known space.");
        }

        var tensors = SafeTensors.Read(weights);
        var encoder = ArchitectureEncoders.For(space, metadata.Space, metadata.Shape);
        var features = NetworkWeights.Features(tensors, encoder.ShapeOf(EncodingPart.Features).Columns);
        var network = new HwPrNasNetwork(encoder, features, metadata.Members, metadata.Platforms.Count, new MemberWeights(seed: 0));
        try
        {
            NetworkWeights.Load(tensors, network);
            return new FittedHwPrNas(network, encoder, metadata);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    static HwPrNasNetwork NetworkOf(FittedSurrogate known, SurrogateFitOptions options)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(options);
        return (known as FittedHwPrNas)?.Network is { } network && network.Members == options.Members
            ? network
            : throw new ArgumentException(
                $"The known surrogate is {known.Metadata.Kind} of {known.Metadata.Members} members, not {SurrogateKind.HwPrNas} of {options.Members}.",
                nameof(known));
    }
}
