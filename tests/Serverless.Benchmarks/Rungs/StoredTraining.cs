namespace Serverless.Benchmarks.Rungs;

/// <summary>The result of training a candidate from one rung to the next.</summary>
/// <param name="Metrics">The accuracy on the validation images, 0 to 100; for an untrained candidate, the metrics of its network.</param>
/// <param name="Seconds">The seconds of training, validating and exporting.</param>
sealed record StoredTraining(IReadOnlyDictionary<string, double> Metrics, double Seconds);
