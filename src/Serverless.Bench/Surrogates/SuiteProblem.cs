namespace Serverless.Bench.Surrogates;

/// <summary>A problem of a suite.</summary>
/// <param name="Label">Its device, and what it optimises beside accuracy and latency.</param>
/// <param name="Name">Table and metrics.</param>
/// <param name="IsSearched">Whether it is searched too.</param>
sealed record SuiteProblem(string Label, string Name, bool IsSearched = false);
