using Serverless.Core.Surrogates;

namespace Serverless.Learning.Surrogates;

/// <summary>Fits surrogates of one kind. Stateless.</summary>
public interface ISurrogateFitter
{
    /// <value>One of <see cref="SurrogateKind"/>.</value>
    string Kind { get; }

    /// <value>
    /// Whether each target is fitted as if it were the only one: what a fit to several says of one of them is then what a fit to that alone
    /// says, but for which member says what.
    /// </value>
    bool FitsTargetsApart { get; }

    /// <summary>Fits a surrogate; the same set and options give the same one, bit for bit, on a CPU with as many threads.</summary>
    /// <param name="set">What is known; at least <see cref="SurrogateFit.LeastArchitectures"/> architectures with every target.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Stops before the next step.</param>
    /// <param name="progress">Told now and then.</param>
    /// <exception cref="SurrogateFitException">The set is too small for this kind, or the fit diverged.</exception>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    FittedSurrogate Fit(
        SurrogateTrainingSet set, SurrogateFitOptions options, CancellationToken cancellation, Action<SurrogateFitProgress>? progress = null);
}

/// <summary>How far a fit is.</summary>
/// <param name="Done">Steps of the same length, from 1.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Loss">What the fit makes smaller, as it is now.</param>
public readonly record struct SurrogateFitProgress(int Done, int Total, double Loss);
