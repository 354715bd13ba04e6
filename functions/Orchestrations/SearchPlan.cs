using Serverless.Application.Jobs;

namespace Serverless.Functions.Orchestrations;

/// <summary>What stays the same for all generations of a search.</summary>
/// <param name="StartedAt">When it began to run.</param>
/// <param name="Deadline">When its wall clock budget ends; null when it has none.</param>
/// <param name="Jobs">How its jobs are waited for.</param>
/// <param name="TakesJobs">Whether evaluations are jobs of workers; false where candidates are looked up in a table.</param>
/// <param name="Rungs">How often a generation is compared, the whole training included; at least 1.</param>
/// <param name="HasSurrogate">Whether predictions say what is worth a training.</param>
/// <param name="MaximumFailures">How many evaluations may fail before the search does; null when the request sets no limit.</param>
public sealed record SearchPlan(
    DateTimeOffset StartedAt, DateTimeOffset? Deadline, JobRetryOptions Jobs, bool TakesJobs = true, int Rungs = 1, bool HasSurrogate = false, int? MaximumFailures = null);
