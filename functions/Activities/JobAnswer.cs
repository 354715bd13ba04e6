namespace Serverless.Functions.Activities;

/// <summary>What is known of a job.</summary>
/// <param name="Status">Where it stands.</param>
/// <param name="ModelBlob">Of a completed training: the exported network.</param>
/// <param name="Error">Why it failed, or what makes it count as lost.</param>
/// <param name="IsFinal">Of one that failed: whether another attempt would end the same way.</param>
public sealed record JobAnswer(JobStatus Status, string? ModelBlob = null, string? Error = null, bool IsFinal = false);
