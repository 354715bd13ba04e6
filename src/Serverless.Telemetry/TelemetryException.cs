namespace Serverless.Telemetry;

/// <summary>The exception thrown when a telemetry setting is invalid; the message names the setting and gives a remedy.</summary>
/// <param name="message">The message, for people.</param>
public sealed class TelemetryException(string message) : Exception(message);
