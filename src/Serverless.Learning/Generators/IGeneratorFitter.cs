using Serverless.Core.Generators;
using Serverless.Learning.Surrogates;

namespace Serverless.Learning.Generators;

/// <summary>Fits generators of one kind. Stateless.</summary>
public interface IGeneratorFitter
{
    /// <value>The kind of generator, one of <see cref="GeneratorKind"/>.</value>
    string Kind { get; }

    /// <summary>
    /// Fits a generator. On a CPU with the same number of threads, the same material and options give the same generator, bit for bit,
    /// whether the fit was interrupted or not.
    /// </summary>
    /// <param name="material">The measurements to fit to.</param>
    /// <param name="options">The options of the fit.</param>
    /// <param name="checkpoints">The checkpoints to resume from and to write.</param>
    /// <param name="cancellation">Cancels the fit before the next step.</param>
    /// <param name="progress">Called from time to time.</param>
    /// <exception cref="SurrogateFitException">The material is too small, or the fit diverged.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    FittedGenerator Fit(
        GeneratorMaterial material, GeneratorFitOptions options, IFitCheckpoints checkpoints, CancellationToken cancellation,
        Action<GeneratorFitProgress>? progress = null);
}

/// <summary>The progress of a fit.</summary>
/// <param name="Stage">The current stage, for display: quality, cost or generator.</param>
/// <param name="Done">The number of finished steps of the stage, from 1; all steps are of the same length.</param>
/// <param name="Total">The number of steps of the stage.</param>
/// <param name="Loss">The current value of the loss.</param>
public readonly record struct GeneratorFitProgress(string Stage, int Done, int Total, double Loss);
