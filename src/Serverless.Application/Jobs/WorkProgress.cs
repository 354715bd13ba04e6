using System.Text.Json.Serialization;
using Serverless.Algorithms;
using Serverless.Core.Jobs;
using Serverless.Core.Objectives;

namespace Serverless.Application.Jobs;

/// <summary>The progress of a piece of work: its jobs, one after the other. A job that ends without a result ends the work.</summary>
/// <param name="Steps">All jobs of the work, in order.</param>
/// <param name="ModelBlob">The network to measure, when it was trained before this work began.</param>
/// <param name="Candidate">For an evaluation, the candidate, so that no step has to read the candidates of the generation again.</param>
public sealed record WorkProgress(IReadOnlyList<WorkStep> Steps, string? ModelBlob = null, ProposedCandidate? Candidate = null)
{
    /// <value>The step in progress, or the next to begin; null when nothing is left to do.</value>
    [JsonIgnore]
    public WorkStep? Current => Steps.Any(step => step.End is { Kind: not JobEndKind.Completed }) ? null : Steps.FirstOrDefault(step => step.End is null);

    /// <value>The network to measure.</value>
    [JsonIgnore]
    public string? Model => Steps.FirstOrDefault(step => step.Kind == JobKind.Train) is { } training ? training.End?.ModelBlob : ModelBlob;

    /// <summary>Returns this progress with its current step replaced.</summary>
    public WorkProgress With(WorkStep current) => this with { Steps = [.. Steps.Select(step => ReferenceEquals(step, Current) ? current : step)] };
}

/// <summary>One job of a piece of work, over all its attempts.</summary>
/// <param name="Kind">The kind of job.</param>
/// <param name="Device">For a measurement, the device.</param>
/// <param name="Attempt">The number of the current or next attempt, from 1.</param>
/// <param name="LastAttempt">
/// The number of the last permitted attempt. An attempt that a pause withdraws needs a new id but does not count, so it raises this number.
/// </param>
/// <param name="JobId">The job that is waited for; null when none is queued.</param>
/// <param name="End">How the step ended; null when it has not.</param>
/// <param name="Limits">For a measurement, the constraints that its result must satisfy for the work to continue; null when there are none.</param>
/// <param name="IsExternal">For a training, whether a user's program does it instead of a worker.</param>
public sealed record WorkStep(
    JobKind Kind,
    string? Device,
    int Attempt,
    int LastAttempt,
    string? JobId = null,
    JobEnd? End = null,
    IReadOnlyList<Constraint>? Limits = null,
    bool IsExternal = false);

/// <summary>How a job ended, as its work sees it.</summary>
/// <param name="Kind">Whether the job has a result.</param>
/// <param name="Attempt">The number of the last attempt, from 1; 0 when none was made.</param>
/// <param name="ModelBlob">For a training, the exported network.</param>
/// <param name="Error">Why there is no result; null when there is one.</param>
/// <param name="IsShared">Whether every other training of the search would end the same way.</param>
public sealed record JobEnd(JobEndKind Kind, int Attempt, string? ModelBlob = null, string? Error = null, bool IsShared = false);

/// <summary>The ways in which a job can end.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobEndKind>))]
public enum JobEndKind
{
    Completed,

    /// <summary>The job has no attempts left.</summary>
    GaveUp,

    /// <summary>The search ended before the job did.</summary>
    Stopped,

    /// <summary>The job has a result, according to which the candidate violates a constraint.</summary>
    Infeasible,

    /// <summary>The job was never begun, since earlier results made it unnecessary.</summary>
    Skipped,
}
