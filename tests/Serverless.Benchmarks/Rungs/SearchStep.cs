namespace Serverless.Benchmarks.Rungs;

/// <summary>The state of a search after another candidate was trained to the end.</summary>
/// <param name="Epochs">The epochs trained so far, at all rungs.</param>
/// <param name="Seconds">The processor seconds so far, of all rungs.</param>
/// <param name="Hypervolume">The hypervolume of the front of whole trainings.</param>
sealed record SearchStep(int Epochs, double Seconds, double Hypervolume);
