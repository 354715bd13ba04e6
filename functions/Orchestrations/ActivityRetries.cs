using Microsoft.DurableTask;
using Serverless.Application.Storage;
using Serverless.Core.Tables;

namespace Serverless.Functions.Orchestrations;

/// <summary>How activities are retried: failures of storage or the network can be transient, a broken blob or table is not.</summary>
static class ActivityRetries
{
    const int MaximumAttempts = 3;
    const double Backoff = 3;

    static readonly TimeSpan FirstInterval = TimeSpan.FromSeconds(5);

    /// <value>The options to pass to every activity call.</value>
    public static TaskOptions Options { get; } = TaskOptions.FromRetryPolicy(
        new RetryPolicy(MaximumAttempts, FirstInterval, Backoff) { HandleFailure = MayPass });

    /// <summary>Returns whether another attempt can succeed.</summary>
    public static bool MayPass(TaskFailureDetails failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerFailure)
        {
            if (cause.ErrorType == typeof(DocumentException).FullName || cause.ErrorType == typeof(TableException).FullName)
            {
                return false;
            }
        }

        return true;
    }
}
