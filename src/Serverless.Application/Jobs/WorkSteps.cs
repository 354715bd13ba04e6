using System.Text.Json.Serialization;
using Serverless.Core.Engine;
using Serverless.Core.Jobs;
using Serverless.Core.Objectives;

namespace Serverless.Application.Jobs;

/// <summary>What the search wants of work that is under way.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WorkWish>))]
public enum WorkWish
{
    GoOn,

    /// <summary>Begin no training, and take back one that no worker has begun; finish what was begun, and measure what is trained.</summary>
    Finish,

    /// <summary>Queue nothing, and take back what no worker has begun.</summary>
    Pause,

    /// <summary>Give the work back and end.</summary>
    Stop,
}

/// <summary>What is to be done next for a piece of work.</summary>
public enum WorkAct
{
    /// <summary>Queue the current step's job.</summary>
    Queue,

    /// <summary>Wait for the current step's job.</summary>
    Wait,

    /// <summary>Wait until the search goes on.</summary>
    Hold,

    /// <summary>Write down what was found; no job is left.</summary>
    Conclude,
}

/// <summary>The next step of a piece of work.</summary>
/// <param name="Progress">How far it has come.</param>
/// <param name="Act">What to do.</param>
/// <param name="Withdrawn">A job to take back first; null when there is none.</param>
/// <param name="Reason">Why it is taken back, for people.</param>
public sealed record WorkDecision(WorkProgress Progress, WorkAct Act, string? Withdrawn = null, string? Reason = null);

/// <summary>Decides how a piece of work goes on. Pure.</summary>
public static class WorkSteps
{
    const string Ended = "The search ended first.";
    const string Paused = "The search pauses; it is asked for again later.";
    const string Replaced = "It was lost; another attempt takes its place.";
    const string GivenUp = "It was lost at its last attempt.";

    /// <summary>The jobs that an evaluation takes: measurements that a constraint bounds, a training unless it is known, then the other measurements.</summary>
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

    /// <summary>The job of work that takes one.</summary>
    public static WorkProgress Begin(Work work, JobKind kind) => new([First(work, kind, null)]);

    /// <summary>Takes in what was found of the current step's job, and says what follows.</summary>
    /// <param name="progress">As it was.</param>
    /// <param name="found">Of the job that is queued; null when none is.</param>
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

    // A result counts whatever is wished: it was worked for.
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

    // What is measured before a training is of no use without it.
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
