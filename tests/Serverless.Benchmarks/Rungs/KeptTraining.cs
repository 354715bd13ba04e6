namespace Serverless.Benchmarks.Rungs;

/// <summary>What training a candidate from one rung to the next gave.</summary>
/// <param name="AccuracyPercent">On the validation images, 0 to 100.</param>
/// <param name="Seconds">Training, judging and exporting.</param>
sealed record KeptTraining(double AccuracyPercent, double Seconds);
