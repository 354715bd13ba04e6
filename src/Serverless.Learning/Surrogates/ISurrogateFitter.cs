using Serverless.Core.Surrogates;

namespace Serverless.Learning.Surrogates;

/// <summary>Fits surrogates of one kind. Stateless.</summary>
public interface ISurrogateFitter
{
    /// <value>The kind of surrogate, one of <see cref="SurrogateKind"/>.</value>
    string Kind { get; }

    /// <value>
    /// Whether each target is fitted as if it were the only one. Then a fit to several targets predicts each of them like a fit to that target
    /// alone, except for the assignment of predictions to members.
    /// </value>
    bool FitsTargetsApart { get; }

    /// <summary>
    /// Fits a surrogate. On a CPU with the same number of threads, the same set and options give the same surrogate, bit for bit.
    /// </summary>
    /// <param name="set">The known values; at least <see cref="SurrogateFit.LeastArchitectures"/> architectures with every target.</param>
    /// <param name="options">The options of the fit.</param>
    /// <param name="cancellation">Cancels the fit before the next step.</param>
    /// <param name="progress">Called from time to time.</param>
    /// <exception cref="SurrogateFitException">The set is too small for this kind, or the fit diverged.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    FittedSurrogate Fit(
        SurrogateTrainingSet set, SurrogateFitOptions options, CancellationToken cancellation, Action<SurrogateFitProgress>? progress = null);
}

/// <summary>The progress of a fit.</summary>
/// <param name="Done">The number of finished steps, from 1; all steps are of the same length.</param>
/// <param name="Total">The total number of steps.</param>
/// <param name="Loss">The current value of the loss.</param>
public readonly record struct SurrogateFitProgress(int Done, int Total, double Loss);
