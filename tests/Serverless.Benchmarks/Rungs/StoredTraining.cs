namespace Serverless.Benchmarks.Rungs;

/// <summary>What training a candidate from one rung to the next gave.</summary>
/// <param name="Metrics">Accuracy on the validation images, 0 to 100; of an untrained candidate what its network tells.</param>
/// <param name="Seconds">Training, judging and exporting.</param>
sealed record StoredTraining(IReadOnlyDictionary<string, double> Metrics, double Seconds);
