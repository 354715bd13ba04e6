using Serverless.Core.Surrogates;

namespace Serverless.Learning.Surrogates;

/// <summary>Fits surrogates of a kind whose fits can begin at an earlier one: see <see cref="SurrogateDescription.CanWarmStart"/>.</summary>
public interface IWarmStartFitter : ISurrogateFitter
{
    /// <summary>Brings back what was fitted, for another fit to begin at.</summary>
    /// <param name="metadata">What it was; of this kind.</param>
    /// <param name="weights">What <see cref="FittedSurrogate.ToWeights"/> gave; may have come from anywhere since.</param>
    /// <exception cref="InvalidDataException">The weights are none, or not of the surrogate that the metadata tell of.</exception>
    FittedSurrogate Restore(SurrogateMetadata metadata, ReadOnlyMemory<byte> weights);

    /// <summary>Fits heads for other devices or objectives of the same space to an encoder that stays as it is.</summary>
    /// <inheritdoc cref="FineTune" path="/param"/>
    /// <inheritdoc cref="FineTune" path="/exception"/>
    FittedSurrogate FitHeads(
        FittedSurrogate known, SurrogateTrainingSet set, SurrogateFitOptions options, CancellationToken cancellation,
        Action<SurrogateFitProgress>? progress = null);

    /// <summary>Fits every weight, beginning where those of the earlier one stand.</summary>
    /// <param name="known">What this fitter fitted before; as many members as are asked for.</param>
    /// <param name="set">What is known of the new targets.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Stops before the next step.</param>
    /// <param name="progress">Told after each epoch.</param>
    /// <exception cref="SurrogateFitException">The set is too small, or the fit diverged.</exception>
    /// <exception cref="ArgumentException">The known surrogate is of another kind, space or number of members.</exception>
    FittedSurrogate FineTune(
        FittedSurrogate known, SurrogateTrainingSet set, SurrogateFitOptions options, CancellationToken cancellation,
        Action<SurrogateFitProgress>? progress = null);
}
