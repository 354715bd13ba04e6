namespace Serverless.Telemetry;

/// <summary>A setting of telemetry cannot be used; the message names it and says what to write.</summary>
/// <param name="message">For people.</param>
public sealed class TelemetryException(string message) : Exception(message);
