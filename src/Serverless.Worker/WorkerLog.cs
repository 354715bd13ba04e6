using Microsoft.Extensions.Logging;
using Serverless.Core.Jobs;

namespace Serverless.Worker;

/// <summary>Log messages of a worker.</summary>
static partial class WorkerLog
{
    [LoggerMessage(4001, LogLevel.Information, "Worker {Worker} takes jobs: {Jobs} at once, {Threads} threads each, device {Device}, measures {Measures}")]
    public static partial void Started(this ILogger log, string worker, int jobs, int threads, string device, string measures);

    [LoggerMessage(4002, LogLevel.Information, "Worker {Worker} stopped; {Split}")]
    public static partial void Stopped(this ILogger log, string worker, string split);

    [LoggerMessage(4005, LogLevel.Information, "Worker {Worker} exits: there was no job for {Seconds:F0} s")]
    public static partial void EndsIdle(this ILogger log, string worker, double seconds);

    [LoggerMessage(4003, LogLevel.Warning, "{Reason} Trying again in {Seconds:F1} s")]
    public static partial void StorageAway(this ILogger log, string reason, double seconds);

    [LoggerMessage(4004, LogLevel.Warning, "The report {Path} cannot be written: {Reason}")]
    public static partial void ReportUnwritable(this ILogger log, string path, string reason);

    [LoggerMessage(4010, LogLevel.Information, "Job {JobId} begun: {Kind} {Candidate}, attempt {Attempt}, delivery {Delivery}")]
    public static partial void Begun(this ILogger log, string jobId, JobKind kind, string candidate, int attempt, long delivery);

    [LoggerMessage(
        4011,
        LogLevel.Information,
        "Job {JobId} ended: {Kind} {Outcome} ({Metrics}); "
            + "training {Training:F2} s, measuring {Measuring:F2} s, testing {Testing:F2} s, other {Other:F2} s")]
    public static partial void Ended(
        this ILogger log,
        string jobId,
        JobKind kind,
        JobOutcome outcome,
        string metrics,
        double training,
        double measuring,
        double testing,
        double other);

    [LoggerMessage(4012, LogLevel.Error, "Job {JobId} failed")]
    public static partial void WorkFailed(this ILogger log, string jobId, Exception failure);

    [LoggerMessage(4013, LogLevel.Debug, "Job {JobId}: epoch {Epoch} of {Epochs}, loss {Loss:F4}")]
    public static partial void Epoch(this ILogger log, string jobId, int epoch, int epochs, double loss);

    [LoggerMessage(4017, LogLevel.Debug, "Job {JobId}: step {Done} of {Total}, loss {Loss:F4}")]
    public static partial void Fitted(this ILogger log, string jobId, int done, int total, double loss);

    [LoggerMessage(4014, LogLevel.Information, "Job {JobId} goes on after epoch {Epoch}, from {Blob}")]
    public static partial void Resumed(this ILogger log, string jobId, int epoch, string blob);

    [LoggerMessage(
        4015,
        LogLevel.Warning,
        "Job {JobId}: the checkpoint {Blob} is broken ({Reason}); it is trained again from the last good one before it, or the beginning")]
    public static partial void CheckpointBroken(this ILogger log, string jobId, string blob, string reason);

    [LoggerMessage(
        4016,
        LogLevel.Warning,
        "Job {JobId}: the checkpoint {Blob} of the rung before is gone; it is trained again from the last good one before it, or the beginning")]
    public static partial void CheckpointGone(this ILogger log, string jobId, string blob);

    [LoggerMessage(
        4018, LogLevel.Information, "Job {JobId} goes on after epoch {Epoch} and {Images} images of the next, which took {Seconds:F1} s before")]
    public static partial void ResumedBetween(this ILogger log, string jobId, int epoch, int images, double seconds);

    [LoggerMessage(
        4019, LogLevel.Debug, "Job {JobId}: checkpoint kept after epoch {Epoch} and {Images} images of the next: {Bytes} bytes, written in {Milliseconds:F0} ms")]
    public static partial void CheckpointKept(this ILogger log, string jobId, int epoch, int images, int bytes, double milliseconds);

    [LoggerMessage(4035, LogLevel.Warning, "Job {JobId}: the checkpoint {Blob} was not written: {Reason}")]
    public static partial void CheckpointUnwritten(this ILogger log, string jobId, string blob, string reason);

    [LoggerMessage(4036, LogLevel.Warning, "Job {JobId}: the checkpoint {Blob} is kept as another worker wrote it, which has progressed beyond epoch {Epoch}")]
    public static partial void CheckpointOvertaken(this ILogger log, string jobId, string blob, int epoch);

    [LoggerMessage(4037, LogLevel.Information, "Job {JobId} ends with epoch {Until}; the checkpoint {Blob} is beyond that, so it is left alone")]
    public static partial void CheckpointBeyond(this ILogger log, string jobId, string blob, int until);

    [LoggerMessage(4038, LogLevel.Information, "Job {JobId}: the checkpoint {Blob}, which is no longer needed, is left to the purge: {Reason}")]
    public static partial void CheckpointStays(this ILogger log, string jobId, string blob, string reason);

    [LoggerMessage(4039, LogLevel.Warning, "Job {JobId}: its progress was not recorded, so the death of this worker would count as an attempt: {Reason}")]
    public static partial void AdvanceUnnoted(this ILogger log, string jobId, string reason);

    [LoggerMessage(4040, LogLevel.Information, "Job {JobId} continues a fit whose stages {Stages} were stored after {Seconds:F1} s")]
    public static partial void FitResumed(this ILogger log, string jobId, string stages, double seconds);

    [LoggerMessage(4041, LogLevel.Debug, "Job {JobId}: checkpoint kept of stage {Stage}: {Bytes} bytes, after {Seconds:F1} s")]
    public static partial void FitCheckpointKept(this ILogger log, string jobId, string stage, int bytes, double seconds);

    [LoggerMessage(4042, LogLevel.Debug, "Job {JobId}: its progress was not written: {Reason}")]
    public static partial void FitProgressUnwritten(this ILogger log, string jobId, string reason);

    [LoggerMessage(4020, LogLevel.Information, "Job {JobId} is withdrawn: dropped")]
    public static partial void Withdrawn(this ILogger log, string jobId);

    [LoggerMessage(4021, LogLevel.Information, "Job {JobId} already has its result: announced again")]
    public static partial void AlreadyDone(this ILogger log, string jobId);

    [LoggerMessage(4022, LogLevel.Debug, "Job {JobId} is held by another worker: given back")]
    public static partial void HeldElsewhere(this ILogger log, string jobId);

    [LoggerMessage(4030, LogLevel.Information, "Job {JobId} is a training that another worker does for another search: given back")]
    public static partial void TrainedElsewhere(this ILogger log, string jobId);

    [LoggerMessage(4031, LogLevel.Information, "Job {JobId} is a training that was done already, as job {Trained}: taken over")]
    public static partial void TrainedBefore(this ILogger log, string jobId, string trained);

    [LoggerMessage(4033, LogLevel.Information, "Job {JobId} needs a reference or a supernet that another worker trains: given back")]
    public static partial void CommonTrainedElsewhere(this ILogger log, string jobId);

    [LoggerMessage(4034, LogLevel.Information, "Job {JobId} trained the reference {Candidate}: accuracy {Accuracy:F2} %, {Seconds:F2} s, kept at {Blob}")]
    public static partial void ReferenceTrained(this ILogger log, string jobId, string candidate, double accuracy, double seconds, string blob);

    [LoggerMessage(4043, LogLevel.Information, "Job {JobId} trained the supernet: accuracy of its largest network {Accuracy:F2} %, {Seconds:F2} s, kept at {Blob}")]
    public static partial void SupernetTrained(this ILogger log, string jobId, double accuracy, double seconds, string blob);

    [LoggerMessage(4044, LogLevel.Debug, "Job {JobId}: epoch {Epoch} of {Epochs} of the supernet, loss {Loss:F4}")]
    public static partial void SupernetEpoch(this ILogger log, string jobId, int epoch, int epochs, double loss);

    [LoggerMessage(4024, LogLevel.Warning, "Message of job {JobId} poisoned: {Reason}")]
    public static partial void Poisoned(this ILogger log, string? jobId, string reason);

    [LoggerMessage(4025, LogLevel.Information, "Job {JobId} given back: the worker stops")]
    public static partial void Released(this ILogger log, string? jobId);

    [LoggerMessage(4026, LogLevel.Warning, "Job {JobId} left to its lease: {Reason}")]
    public static partial void LeftToLease(this ILogger log, string? jobId, string reason);

    [LoggerMessage(4027, LogLevel.Warning, "Job {JobId} stopped: its claim was lost, another worker may have it")]
    public static partial void ClaimLost(this ILogger log, string jobId);

    [LoggerMessage(4028, LogLevel.Warning, "Job {JobId}: the message's lease was lost; going on under the claim")]
    public static partial void MessageLost(this ILogger log, string jobId);

    [LoggerMessage(4032, LogLevel.Debug, "The heartbeat was not written: {Reason}")]
    public static partial void HeartbeatMissed(this ILogger log, string reason);

    [LoggerMessage(4029, LogLevel.Information, "Job {JobId} already had a result; the first one is kept")]
    public static partial void ResultStored(this ILogger log, string jobId);
}
