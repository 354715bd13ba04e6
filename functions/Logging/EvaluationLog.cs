using Microsoft.Extensions.Logging;

namespace Serverless.Functions.Logging;

/// <summary>What is logged about evaluations and their jobs: events 2xxx.</summary>
static partial class EvaluationLog
{
    [LoggerMessage(2005, LogLevel.Warning, "Job {JobId} is lost: no result, no worker holds it, and the queue is empty")]
    public static partial void JobLost(this ILogger logger, string jobId);
}
