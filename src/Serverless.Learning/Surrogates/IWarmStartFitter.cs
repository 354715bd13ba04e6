using Serverless.Core.Surrogates;

namespace Serverless.Learning.Surrogates;

/// <summary>Fits surrogates of a kind whose fits can start from an earlier one: see <see cref="SurrogateDescription.CanWarmStart"/>.</summary>
public interface IWarmStartFitter : ISurrogateFitter
{
    /// <summary>Restores a fitted surrogate, from which another fit can start.</summary>
    /// <param name="metadata">The metadata of the surrogate, which is of this kind.</param>
    /// <param name="weights">The result of <see cref="FittedSurrogate.ToWeights"/>; untrusted.</param>
    /// <exception cref="InvalidDataException">The weights are invalid, or do not fit the surrogate that the metadata describe.</exception>
    FittedSurrogate Restore(SurrogateMetadata metadata, ReadOnlyMemory<byte> weights);

    /// <summary>Fits heads for other devices or objectives of the same search space to an unchanged encoder.</summary>
    /// <inheritdoc cref="FineTune" path="/param"/>
    /// <inheritdoc cref="FineTune" path="/exception"/>
    FittedSurrogate FitHeads(
        FittedSurrogate known, SurrogateTrainingSet set, SurrogateFitOptions options, CancellationToken cancellation,
        Action<SurrogateFitProgress>? progress = null);

    /// <summary>Fits all weights, starting from those of an earlier surrogate.</summary>
    /// <param name="known">A surrogate that this fitter fitted before, with as many members as the options request.</param>
    /// <param name="set">The known values of the new targets.</param>
    /// <param name="options">The options of the fit.</param>
    /// <param name="cancellation">Cancels the fit before the next step.</param>
    /// <param name="progress">Called after each epoch.</param>
    /// <exception cref="SurrogateFitException">The set is too small, or the fit diverged.</exception>
    /// <exception cref="ArgumentException">The known surrogate is of another kind or search space, or has another number of members.</exception>
    FittedSurrogate FineTune(
        FittedSurrogate known, SurrogateTrainingSet set, SurrogateFitOptions options, CancellationToken cancellation,
        Action<SurrogateFitProgress>? progress = null);
}
