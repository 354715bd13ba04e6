namespace Serverless.Functions.Triggers.Http;

/// <summary>The answer of a healthy app.</summary>
/// <param name="Status">Always <c>healthy</c>.</param>
/// <param name="Version">The app's version.</param>
public sealed record HealthReport(string Status, string Version);
