using System.Diagnostics;
using Serverless.Application.Telemetry;
using Serverless.Core.Jobs;

namespace Serverless.Worker.Jobs;

/// <summary>The span of a job in this worker, in the trace of the search that waits for it.</summary>
sealed class JobSpan : IDisposable
{
    readonly Activity? _span;

    JobSpan(Activity? span) => _span = span;

    /// <summary>Starts the span; without a parent if the job names none.</summary>
    public static JobSpan Start(Job job)
    {
        var span = Spans.Start(NameOf(job.Kind), ActivityKind.Consumer, Spans.ReadParent(job.TraceParent));
        if (span is null)
        {
            return new JobSpan(null);
        }

        span.SetTag(AttributeNames.JobId, job.Id).SetTag(AttributeNames.JobAttempt, job.Attempt);
        span.SetTag(AttributeNames.CandidateId, job.Candidate?.Value).SetTag(AttributeNames.Device, job.Device);
        span.SetTag(AttributeNames.SearchId, job.SearchId.Length > 0 ? job.SearchId : null);
        if (job.Kind == JobKind.Train)
        {
            span.SetTag(AttributeNames.Fidelity, job.FidelityName).SetTag(AttributeNames.Epochs, job.Epochs ?? job.Training.Epochs);
        }

        return new JobSpan(span);
    }

    /// <summary>Records how the work ended. The reason of a failure is in the result and the log, not here: a message can quote user data.</summary>
    public void End(JobKind kind, JobResult result)
    {
        _span?.SetTag(AttributeNames.JobOutcome, result.Outcome.ToString());
        _span?.SetTag(AttributeNames.Device, result.RanOn ?? _span.GetTagItem(AttributeNames.Device));
        _span?.SetStatus(result.Outcome == JobOutcome.Completed ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
        Instruments.JobDuration.Record(
            result.Seconds,
            new KeyValuePair<string, object?>(AttributeNames.JobKind, kind.ToString()),
            new KeyValuePair<string, object?>(AttributeNames.JobOutcome, result.Outcome.ToString()));
    }

    /// <inheritdoc/>
    public void Dispose() => _span?.Dispose();

    static string NameOf(JobKind kind) => kind switch
    {
        JobKind.Train => SpanNames.Train,
        JobKind.Measure => SpanNames.Measure,
        JobKind.Test => SpanNames.Test,
        _ => SpanNames.Fit,
    };
}
