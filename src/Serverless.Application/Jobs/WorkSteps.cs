using System.Text.Json.Serialization;
using Serverless.Core.Engine;
using Serverless.Core.Jobs;
using Serverless.Core.Objectives;

namespace Serverless.Application.Jobs;

/// <summary>What the search wants of work in progress.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WorkWish>))]
public enum WorkWish
{
    GoOn,

    /// <summary>Begin no training, and withdraw one that no worker has begun; complete what was begun, and measure what is trained.</summary>
    Finish,

    /// <summary>Queue nothing, and withdraw what no worker has begun.</summary>
    Pause,

    /// <summary>Withdraw the work and end.</summary>
    Stop,
}

/// <summary>The next action for a piece of work.</summary>
public enum WorkAct
{
    /// <summary>Queue the job of the current step.</summary>
    Queue,

    /// <summary>Wait for the job of the current step.</summary>
    Wait,

    /// <summary>Wait until the search resumes.</summary>
    Hold,

    /// <summary>Store the result; no job is left.</summary>
    Conclude,
}

/// <summary>The next step of a piece of work.</summary>
/// <param name="Progress">The progress of the work.</param>
/// <param name="Act">The action to take.</param>
/// <param name="Withdrawn">A job to withdraw first; null when there is none.</param>
/// <param name="Reason">Why the job is withdrawn, for users.</param>
public sealed record WorkDecision(WorkProgress Progress, WorkAct Act, string? Withdrawn = null, string? Reason = null);

/// <summary>Decides how a piece of work continues. Pure.</summary>
public static class WorkSteps
{
    const string Ended = "The search ended first.";
    const string Paused = "The search is paused; the job is requested again later.";
    const string Replaced = "It was lost; another attempt replaces it.";
    const string GivenUp = "It was lost in its last attempt.";

    /// <summary>
    /// Returns the jobs of an evaluation: the constrained measurements, a training unless its result is known, then the other measurements.
    /// </summary>
    public static WorkProgress Begin(Work work, EvaluationPlan plan)
    {
        var measurements = plan.Devices
            .Select(device => First(work, JobKind.Measure, device) with { Limits = LimitsOf(plan, device) })
            .ToLookup(step => step.Limits is not null);
        var training = First(work, JobKind.Train, null) with { IsExternal = plan.IsExternal };
        return new(
            [
                .. measurements[true],
                .. plan.IsInfeasible ? [training with { End = new JobEnd(JobEndKind.Skipped, 0) }] : plan.IsCached ? Array.Empty<WorkStep>() : [training],
                .. measurements[false],
            ],
            plan.ModelBlob,
            plan.Candidate);
    }

    /// <summary>Returns the job of work that consists of a single one.</summary>
    public static WorkProgress Begin(Work work, JobKind kind) => new([First(work, kind, null)]);

    /// <summary>Applies the status of the current step's job, and decides what follows.</summary>
    /// <param name="progress">The progress so far.</param>
    /// <param name="found">The status of the queued job; null when none is queued.</param>
    /// <param name="wish">What the search wants.</param>
    public static WorkDecision Next(WorkProgress progress, JobAnswer? found, WorkWish wish)
    {
        string? reason = null;
        if (found is not null && progress.Current is { JobId: { } jobId } open)
        {
            (var step, reason) = Settle(open, found, wish, IsForTraining(progress));
            progress = progress.With(step);
            return Plan(progress, wish) with { Withdrawn = reason is null ? null : jobId, Reason = reason };
        }

        return Plan(progress, wish);
    }

    static WorkDecision Plan(WorkProgress progress, WorkWish wish) => (progress.Current, wish) switch
    {
        (null, _) => new(progress, WorkAct.Conclude),
        ({ JobId: not null }, _) => new(progress, WorkAct.Wait),
        ({ } step, WorkWish.Stop) => new(
            progress.With(step with { End = new JobEnd(JobEndKind.Stopped, step.Attempt - 1, Error: Ended) }), WorkAct.Conclude),
        ({ } step, WorkWish.Finish) when IsForTraining(progress) => new(
            progress.With(step with { End = new JobEnd(JobEndKind.Stopped, step.Attempt - 1, Error: Outcomes.NotAffordable) }), WorkAct.Conclude),
        (_, WorkWish.Pause) => new(progress, WorkAct.Hold),
        _ => new(progress, WorkAct.Queue),
    };

    // A result always counts, whatever the search wants: the work for it is done.
    static (WorkStep Step, string? Withdrawal) Settle(WorkStep open, JobAnswer found, WorkWish wish, bool isForTraining) => (found.Status, wish) switch
    {
        (JobStatus.Completed, _) => (open with { End = Judge(open, found) }, null),
        (JobStatus.Failed, _) => (Retry(open, found), null),
        (_, WorkWish.Stop) => (open with { End = new JobEnd(JobEndKind.Stopped, open.Attempt, Error: Ended) }, Ended),
        (JobStatus.Running, _) => (open, null),
        (_, WorkWish.Pause) => (open with { JobId = null, Attempt = open.Attempt + 1, LastAttempt = open.LastAttempt + 1 }, Paused),
        (_, WorkWish.Finish) when isForTraining =>
            (open with { End = new JobEnd(JobEndKind.Stopped, open.Attempt, Error: Outcomes.NotAffordable) }, Outcomes.NotAffordable),
        (JobStatus.Lost, _) => Replace(open, found),
        _ => (open, null),
    };

    // A measurement before a training is of no use without that training.
    static bool IsForTraining(WorkProgress progress) => progress.Steps.Any(step => step is { Kind: JobKind.Train, End: null });

    static JobEnd Judge(WorkStep open, JobAnswer found)
    {
        var metrics = found.Metrics ?? new Dictionary<string, double>();
        var limits = open.Limits ?? [];
        return limits.FirstOrDefault(limit => !metrics.ContainsKey(limit.Metric)) is { } unknown
            ? new JobEnd(JobEndKind.GaveUp, open.Attempt, Error: Outcomes.Unknown(unknown), IsShared: true)
            : new JobEnd(limits.Any(limit => limit.Violation(metrics[limit.Metric]) > 0) ? JobEndKind.Infeasible : JobEndKind.Completed, open.Attempt, found.ModelBlob);
    }

    static Constraint[]? LimitsOf(EvaluationPlan plan, string device) =>
        plan.Limits.Where(limit => limit.Device == device).ToArray() is { Length: > 0 } limits ? limits : null;

    static (WorkStep Step, string? Withdrawal) Replace(WorkStep step, JobAnswer found)
    {
        var next = Retry(step, found);
        return (next, next.End is null ? Replaced : GivenUp);
    }

    static WorkStep Retry(WorkStep step, JobAnswer found) => found.IsFinal || step.Attempt >= step.LastAttempt
        ? step with { End = new JobEnd(JobEndKind.GaveUp, step.Attempt, Error: found.Error, IsShared: found.IsShared) }
        : step with { JobId = null, Attempt = step.Attempt + 1 };

    static WorkStep First(Work work, JobKind kind, string? device) =>
        new(kind, device, kind == JobKind.Measure ? 1 : work.Attempt, (kind == JobKind.Measure ? 1 : work.Attempt) + work.Terms.MaximumAttempts - 1);
}
