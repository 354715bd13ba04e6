using Microsoft.Extensions.Logging;

namespace Serverless.StandIns.AzureFunctions.Durable.Hub;

/// <summary>What the engine logs.</summary>
static partial class HubLog
{
    [LoggerMessage(EventId = 7001, Level = LogLevel.Information, Message = "Task hub {Hub}: this host ({Owner}) holds it.")]
    internal static partial void Acquired(this ILogger logger, string hub, string owner);

    [LoggerMessage(
        EventId = 7002, Level = LogLevel.Warning,
        Message = "Task hub {Hub} is held by {Owner}; waiting until it is released or its lease of {Seconds} s ends.")]
    internal static partial void HeldByOther(this ILogger logger, string hub, string owner, double seconds);

    [LoggerMessage(
        EventId = 7003, Level = LogLevel.Warning,
        Message = "Task hub {Hub}: its holder, {Owner}, ran on this machine and is gone; taking over at once.")]
    internal static partial void HolderGone(this ILogger logger, string hub, string owner);

    [LoggerMessage(
        EventId = 7004, Level = LogLevel.Information,
        Message = "Task hub {Hub}: read {Instances} instances ({Bytes} bytes) and resumed {Resumed} that had not ended.")]
    internal static partial void Recovered(this ILogger logger, string hub, int instances, long bytes, int resumed);

    [LoggerMessage(
        EventId = 7005, Level = LogLevel.Warning,
        Message = "Task hub {Hub}: dropped {Bytes} bytes of a write that was torn; nothing of it had taken effect.")]
    internal static partial void DroppedTornWrite(this ILogger logger, string hub, long bytes);

    [LoggerMessage(EventId = 7006, Level = LogLevel.Critical, Message = "Task hub {Hub}: the engine stops, and the host with it: {Reason}")]
    internal static partial void Stopped(this ILogger logger, Exception exception, string hub, string reason);

    [LoggerMessage(
        EventId = 7007, Level = LogLevel.Warning,
        Message = "Task hub {Hub}: no snapshot; the log stays longer until the next one.")]
    internal static partial void NoSnapshot(this ILogger logger, Exception exception, string hub);

    [LoggerMessage(
        EventId = 7008, Level = LogLevel.Information,
        Message = "Task hub {Hub}: snapshot of {Instances} instances, {Bytes} bytes; the log before it is deleted.")]
    internal static partial void Snapshot(this ILogger logger, string hub, int instances, long bytes);

    [LoggerMessage(EventId = 7010, Level = LogLevel.Information, Message = "{Orchestrator} ({InstanceId}) ended: {Status}.")]
    internal static partial void Ended(this ILogger logger, string orchestrator, string instanceId, string status);

    [LoggerMessage(EventId = 7011, Level = LogLevel.Error, Message = "{Orchestrator} ({InstanceId}) failed: {Failure}")]
    internal static partial void OrchestrationFailed(this ILogger logger, string orchestrator, string instanceId, string failure);

    [LoggerMessage(EventId = 7012, Level = LogLevel.Error, Message = "Activity {Activity} (#{TaskId}) of {InstanceId} failed.")]
    internal static partial void ActivityFailed(this ILogger logger, Exception? exception, string activity, int taskId, string instanceId);

    [LoggerMessage(
        EventId = 7013, Level = LogLevel.Warning,
        Message = "{InstanceId}: {What} has {Length} characters; on Azure more than 65,536 are kept in a blob of their own at every turn.")]
    internal static partial void LargePayload(this ILogger logger, string what, string instanceId, int length);
}
