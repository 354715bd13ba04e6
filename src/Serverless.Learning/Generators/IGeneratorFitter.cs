using Serverless.Core.Generators;
using Serverless.Learning.Surrogates;

namespace Serverless.Learning.Generators;

/// <summary>Fits generators of one kind. Stateless.</summary>
public interface IGeneratorFitter
{
    /// <value>One of <see cref="GeneratorKind"/>.</value>
    string Kind { get; }

    /// <summary>Fits a generator; the same material and options give the same one, bit for bit, on a CPU with as many threads, interrupted or not.</summary>
    /// <param name="material">What is known.</param>
    /// <param name="options">How.</param>
    /// <param name="checkpoints">Where the fit goes on from and writes down how far it is.</param>
    /// <param name="cancellation">Stops before the next step.</param>
    /// <param name="progress">Told now and then.</param>
    /// <exception cref="SurrogateFitException">The material is too small, or the fit diverged.</exception>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    FittedGenerator Fit(
        GeneratorMaterial material, GeneratorFitOptions options, IFitCheckpoints checkpoints, CancellationToken cancellation,
        Action<GeneratorFitProgress>? progress = null);
}

/// <summary>How far a fit is.</summary>
/// <param name="Stage">What is being fitted, for people: quality, cost, generator.</param>
/// <param name="Done">Steps of the same length, from 1.</param>
/// <param name="Total">How many there are in this stage.</param>
/// <param name="Loss">What the fit makes smaller, as it is now.</param>
public readonly record struct GeneratorFitProgress(string Stage, int Done, int Total, double Loss);
