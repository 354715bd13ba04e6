namespace Serverless.Benchmarks.Rungs;

/// <summary>What a search had come to when another candidate was trained to the end.</summary>
/// <param name="Epochs">Trained so far, at all rungs.</param>
/// <param name="Seconds">Processor seconds so far, of all rungs.</param>
/// <param name="Hypervolume">Of the front of whole trainings.</param>
sealed record SearchStep(int Epochs, double Seconds, double Hypervolume);
