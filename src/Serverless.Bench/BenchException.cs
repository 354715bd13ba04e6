namespace Serverless.Bench;

/// <summary>The exception that is thrown when a request cannot be carried out; the message says why, and what to do.</summary>
public sealed class BenchException(string message) : Exception(message);
