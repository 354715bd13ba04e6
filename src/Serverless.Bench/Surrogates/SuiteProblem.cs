namespace Serverless.Bench.Surrogates;

/// <summary>A problem of a suite.</summary>
/// <param name="Label">Its device, and what it optimises beside accuracy and latency.</param>
/// <param name="Name">Table and metrics.</param>
sealed record SuiteProblem(string Label, string Name);
