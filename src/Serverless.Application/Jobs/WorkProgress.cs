using System.Text.Json.Serialization;
using Serverless.Algorithms;
using Serverless.Core.Jobs;
using Serverless.Core.Objectives;

namespace Serverless.Application.Jobs;

/// <summary>How far a piece of work has come: its jobs, one after the other; one that has no result ends it.</summary>
/// <param name="Steps">All of its jobs, in order.</param>
/// <param name="ModelBlob">The network to measure, when it was trained before this work began.</param>
/// <param name="Candidate">Of an evaluation: what is evaluated, so that no step has to read the generation's candidates again.</param>
public sealed record WorkProgress(IReadOnlyList<WorkStep> Steps, string? ModelBlob = null, ProposedCandidate? Candidate = null)
{
    /// <value>The step under way, or next to begin; null when there is nothing left to do.</value>
    [JsonIgnore]
    public WorkStep? Current => Steps.Any(step => step.End is { Kind: not JobEndKind.Completed }) ? null : Steps.FirstOrDefault(step => step.End is null);

    /// <value>The network to measure.</value>
    [JsonIgnore]
    public string? Model => Steps.FirstOrDefault(step => step.Kind == JobKind.Train) is { } training ? training.End?.ModelBlob : ModelBlob;

    /// <summary>This progress with its current step replaced.</summary>
    public WorkProgress With(WorkStep current) => this with { Steps = [.. Steps.Select(step => ReferenceEquals(step, Current) ? current : step)] };
}

/// <summary>One job of a piece of work, over all its attempts.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Device">Of a measurement: where.</param>
/// <param name="Attempt">The attempt under way, or next to make; from 1.</param>
/// <param name="LastAttempt">The last one that may be made. One that is taken back by a pause needs another id, and uses none up.</param>
/// <param name="JobId">The job that is waited for; null when none is queued.</param>
/// <param name="End">How it ended; null when it has not.</param>
/// <param name="Limits">Of a measurement: the constraints that its result has to keep for anything to follow; null when there are none.</param>
/// <param name="IsExternal">Of a training: whether a program of the user's does it, instead of a worker.</param>
public sealed record WorkStep(
    JobKind Kind,
    string? Device,
    int Attempt,
    int LastAttempt,
    string? JobId = null,
    JobEnd? End = null,
    IReadOnlyList<Constraint>? Limits = null,
    bool IsExternal = false);

/// <summary>How a job ended for the work that it is of.</summary>
/// <param name="Kind">Whether it has a result.</param>
/// <param name="Attempt">The last attempt, from 1; 0 when none was made.</param>
/// <param name="ModelBlob">Of a training: the exported network.</param>
/// <param name="Error">Why there is no result; null when there is.</param>
/// <param name="IsShared">Whether every other training of the search would end so too.</param>
public sealed record JobEnd(JobEndKind Kind, int Attempt, string? ModelBlob = null, string? Error = null, bool IsShared = false);

/// <summary>Whether a job gave a result.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobEndKind>))]
public enum JobEndKind
{
    Completed,

    /// <summary>No attempts are left.</summary>
    GaveUp,

    /// <summary>The search ends before it.</summary>
    Stopped,

    /// <summary>It has a result, and by that the candidate breaks a constraint.</summary>
    Infeasible,

    /// <summary>It was never begun, since what came before it was enough.</summary>
    Skipped,
}
