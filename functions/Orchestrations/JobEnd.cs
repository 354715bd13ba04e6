namespace Serverless.Functions.Orchestrations;

/// <summary>How a job ended for the orchestration that asked for it.</summary>
/// <param name="Kind">Whether it has a result.</param>
/// <param name="Attempt">The last attempt, from 1; 0 when none was made.</param>
/// <param name="ModelBlob">Of a training: the exported network.</param>
/// <param name="Error">Why there is no result; null when there is.</param>
public sealed record JobEnd(JobEndKind Kind, int Attempt, string? ModelBlob = null, string? Error = null);
