using Microsoft.Extensions.Logging;
using Serverless.Core.Evaluations;

namespace Serverless.Application.Logging;

/// <summary>Log messages about evaluations and their jobs: events 2xxx.</summary>
static partial class EvaluationLog
{
    [LoggerMessage(2001, LogLevel.Information, "Candidate {Candidate} of search {SearchId}: trained before, taken from the cache")]
    public static partial void EvaluationCached(this ILogger logger, string searchId, string candidate);

    [LoggerMessage(2002, LogLevel.Information, "Job {JobId} queued")]
    public static partial void JobQueued(this ILogger logger, string jobId);

    [LoggerMessage(2003, LogLevel.Information, "Job {JobId} withdrawn ({Reason}); taken back from the queue: {IsTakenBack}")]
    public static partial void JobWithdrawn(this ILogger logger, string jobId, string reason, bool isTakenBack);

    [LoggerMessage(2004, LogLevel.Warning, "Job {JobId} failed: {Error}")]
    public static partial void JobFailed(this ILogger logger, string jobId, string error);

    [LoggerMessage(2007, LogLevel.Information, "Job {JobId} leased by {Worker}; previously expired leases: {Expired}")]
    public static partial void JobLeased(this ILogger logger, string jobId, string worker, int expired);

    [LoggerMessage(2008, LogLevel.Warning, "Job {JobId} cannot be leased: {Reason}")]
    public static partial void OpenJobBroken(this ILogger logger, string jobId, string reason);

    [LoggerMessage(2006, LogLevel.Information, "Candidate {Candidate} of search {SearchId} is {Status} after attempt {Attempt}")]
    public static partial void EvaluationEnded(
        this ILogger logger, string searchId, string candidate, EvaluationStatus status, int attempt);
}
