namespace Serverless.Functions.Activities;

/// <summary>Whether a search goes on.</summary>
/// <param name="IsPaused">Whether nothing new may start.</param>
/// <param name="Deadline">When its wall clock budget ends, past pauses left out; null when it has none.</param>
public sealed record SearchPacing(bool IsPaused, DateTimeOffset? Deadline);
