using System.ComponentModel.DataAnnotations;

namespace Serverless.Application.Jobs;

/// <summary>How jobs are waited for: settings <c>Evaluation__...</c>, fixed for a search when it begins to run.</summary>
public sealed class EvaluationOptions
{
    public const string Section = "Evaluation";

    /// <summary>The longest time between two looks at a job that gives no answer; the first looks come sooner.</summary>
    /// <value>1 second to 1 day, default 15 minutes. A job that waits in the queue or that a worker holds is waited for on and on.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan JobPatience { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often a job that failed or was lost is tried.</summary>
    /// <value>1 to 10, default 3.</value>
    [Range(1, 10)]
    public int MaximumAttempts { get; set; } = 3;
}
