namespace Serverless.Worker.Jobs;

/// <summary>What a handler found out.</summary>
/// <param name="Metrics">Metric name to value.</param>
/// <param name="Seconds">What the work itself took.</param>
/// <param name="RanOn"><c>cpu</c> or <c>cuda:N</c>.</param>
/// <param name="ModelBlob">Container/name of an exported network, or null.</param>
sealed record JobOutput(IReadOnlyDictionary<string, double> Metrics, double Seconds, string RanOn, string? ModelBlob = null);
