namespace Serverless.Bench;

/// <summary>What was asked for cannot be done; the message says why, and what to do.</summary>
public sealed class BenchException(string message) : Exception(message);
