using System.ComponentModel.DataAnnotations;

namespace Serverless.Application.Jobs;

/// <summary>Options for waiting for jobs: settings <c>Evaluation__...</c>. They are fixed for a search when it begins to run.</summary>
public sealed class EvaluationOptions
{
    public const string Section = "Evaluation";

    /// <summary>The longest time between two checks of a job that does not report; the first checks are more frequent.</summary>
    /// <value>
    /// 1 second to 1 day, default 15 minutes. A job that is in the queue or that a worker holds is waited for without limit.
    /// </value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan JobPatience { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The maximum number of attempts of a job that fails or is lost.</summary>
    /// <value>1 to 10, default 3.</value>
    [Range(1, 10)]
    public int MaximumAttempts { get; set; } = 3;
}
