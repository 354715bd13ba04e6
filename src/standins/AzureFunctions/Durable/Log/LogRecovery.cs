using Serverless.StandIns.AzureFunctions.Durable.State;

namespace Serverless.StandIns.AzureFunctions.Durable.Log;

/// <summary>Takes a log over: shuts out whoever wrote before, and reads the state.</summary>
sealed class LogRecovery(SegmentStore store, string owner)
{
    /// <summary>Bytes read.</summary>
    internal long BytesRead { get; private set; }

    /// <summary>Bytes of the snapshot that was read; 0 without one.</summary>
    internal long SnapshotBytes { get; private set; }

    /// <summary>Bytes of torn writes that were dropped.</summary>
    internal long BytesDropped { get; private set; }

    /// <summary>Reads everything into a state and gives the place of the next commit.</summary>
    /// <exception cref="HistoryDamagedException">The log is not whole.</exception>
    internal async Task<LogPosition> RunAsync(HubState state, CancellationToken cancellation)
    {
        await store.CreateContainerAsync(cancellation);
        var segments = await store.ListSegmentsAsync(cancellation);
        var (segment, sequence) = await ReadSnapshotAsync(state, segments, cancellation);
        while (true)
        {
            await store.CreateSegmentAsync(segment, cancellation);
            var data = await store.ReadSegmentAsync(segment, cancellation);
            var reader = new LogReader(store.NameOf(segment), data, sequence);
            var isEnded = Apply(reader, state);
            sequence = reader.NextSequence;
            if (isEnded)
            {
                BytesRead += data.Length;
                segment++;
                continue;
            }

            if (segments.Count > 0 && segments[^1] > segment)
            {
                throw new HistoryDamagedException(
                    store.NameOf(segment), data.Length, "the segment has no end, although a later one exists");
            }

            if (await TryFenceAsync(segment, data.Length, reader, state, sequence, cancellation) is { } position)
            {
                BytesRead += data.Length;
                BytesDropped += reader.TornFrom is { } torn ? data.Length - torn : 0;
                return position;
            }
        }
    }

    static bool Apply(LogReader reader, HubState state)
    {
        var isEnded = false;
        foreach (var commit in reader.Commits())
        {
            foreach (var record in commit)
            {
                isEnded |= record is SegmentEnded;
                state.Apply(record, new StateChanges());
            }
        }

        return isEnded;
    }

    // The position condition makes it certain: either the log is as it was read and its former writer can append no more,
    // or it has grown since, and the new commits are to be read first.
    async Task<LogPosition?> TryFenceAsync(
        long segment, long length, LogReader reader, HubState state, long sequence, CancellationToken cancellation)
    {
        var fence = FrameCodec.Encode(sequence, HubJson.Write([new OwnerChanged(owner, reader.TornFrom)])).Single();
        try
        {
            await store.AppendAsync(segment, length, fence, cancellation);
            return new LogPosition(segment, length + fence.Length, sequence + 1);
        }
        catch (LogTakenOverException)
        {
            var grown = await store.ReadSegmentAsync(segment, cancellation);
            var tail = new LogReader(store.NameOf(segment), grown, sequence);
            return Apply(tail, state)
                ? throw new LogTakenOverException(store.NameOf(segment))
                : await TryFenceAsync(segment, grown.Length, tail, state, tail.NextSequence, cancellation);
        }
    }

    async Task<(long Segment, long Sequence)> ReadSnapshotAsync(HubState state, List<long> segments, CancellationToken cancellation)
    {
        foreach (var number in (await store.ListSnapshotsAsync(cancellation)).OrderDescending())
        {
            var data = await store.ReadSnapshotAsync(number, cancellation);
            var records = ReadWhole(store.NameOfSnapshot(number), data);
            if (records is [.., SnapshotEnded end] && end.Instances == records.Count - 1)
            {
                records.ForEach(record => state.Apply(record, new StateChanges()));
                SnapshotBytes = data.Length;
                BytesRead += data.Length;
                return (number, end.NextSequence);
            }
        }

        return segments is [] or [0, ..]
            ? (0, 0)
            : throw new HistoryDamagedException(store.NameOf(segments[0]), 0, "the segments before it are gone, and there is no whole snapshot");
    }

    static List<LogRecord>? ReadWhole(string name, byte[] data)
    {
        try
        {
            return [.. new LogReader(name, data, 0).Commits().SelectMany(commit => commit)];
        }
        catch (HistoryDamagedException)
        {
            // An older whole snapshot, or the log from its beginning, says the same.
            return null;
        }
    }
}
