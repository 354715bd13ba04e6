using Microsoft.Extensions.Logging;
using Serverless.StandIns.AzureFunctions.Durable.Log;
using Serverless.StandIns.AzureFunctions.Durable.State;

namespace Serverless.StandIns.AzureFunctions.Durable.Hub;

/// <summary>
/// Begins a new segment when the log has grown to twice the state, writes the state beside it, and then deletes the older log:
/// storage and the time to recover stay within a small multiple of the state, at a constant cost per commit.
/// </summary>
/// <param name="store">The blobs.</param>
/// <param name="settings">The least size of a log worth a snapshot.</param>
/// <param name="logger">Where snapshots are told.</param>
/// <param name="stateBytes">The size of the state as far as it is known.</param>
sealed class SnapshotKeeper(SegmentStore store, HubSettings settings, ILogger logger, long stateBytes)
{
    // An append blob takes 50,000 appends.
    const int MaxAppends = 40_000;

    long _stateBytes = stateBytes;

    /// <summary>The snapshot under way.</summary>
    internal Task Writing { get; private set; } = Task.CompletedTask;

    /// <summary>Called under the hub's lock after a commit: the images are of the state in which the next segment begins.</summary>
    internal void RollIfDue(CommitLog log, HubState state)
    {
        var isDue = log.SegmentBytes > Math.Max(settings.SnapshotAfterBytes, 2 * _stateBytes) || log.SegmentAppends > MaxAppends;
        if (!isDue || !Writing.IsCompleted)
        {
            return;
        }

        var images = state.All.Select(instance => new InstanceImage(instance.Head, [.. instance.History], [.. instance.Inbox])).ToList();
        var begun = new TaskCompletionSource<LogPosition>(TaskCreationOptions.RunContinuationsAsynchronously);
        var entry = log.Enqueue([new SegmentEnded()], begun.SetResult);
        Writing = WriteAsync(entry, begun.Task, images);
    }

    async Task WriteAsync(LogEntry entry, Task<LogPosition> begun, List<InstanceImage> images)
    {
        try
        {
            await entry.Durable;
            var position = await begun;
            var bytes = await store.WriteSnapshotAsync(position.Segment, Encode(images, position.NextSequence), CancellationToken.None);
            _stateBytes = bytes;
            await store.DeleteBeforeAsync(position.Segment, CancellationToken.None);
            logger.Snapshot(settings.Name, images.Count, bytes);
        }
#pragma warning disable CA1031 // a snapshot only shortens the log; when the log itself cannot be written, the log says so
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.NoSnapshot(exception, settings.Name);
        }
    }

    static IEnumerable<byte[]> Encode(List<InstanceImage> images, long nextSequence)
    {
        IEnumerable<LogRecord> records = [.. images, new SnapshotEnded(images.Count, nextSequence)];
        return records.SelectMany((record, number) => FrameCodec.Encode(number, HubJson.Write([record])));
    }
}
