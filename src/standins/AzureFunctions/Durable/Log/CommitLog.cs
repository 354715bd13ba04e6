using System.Threading.Channels;
using Serverless.StandIns.AzureFunctions.Durable.State;

namespace Serverless.StandIns.AzureFunctions.Durable.Log;

/// <summary>
/// Writes commits. Whatever is ready while one append is on its way goes together into the next, so that the cost of storage is
/// that of a few appends, however many commits there are. The first failure ends the log.
/// </summary>
sealed class CommitLog(SegmentStore store, LogPosition start, Action<Exception> failed)
{
    readonly Channel<LogEntry> _entries = Channel.CreateUnbounded<LogEntry>(new UnboundedChannelOptions { SingleReader = true });
    readonly List<byte[]> _frames = [];
    LogPosition _position = start;
    volatile Exception? _failure;

    long _segmentBytes = start.Length;
    int _segmentAppends;
    long _appends;

    /// <summary>Bytes of the current segment.</summary>
    internal long SegmentBytes => Volatile.Read(ref _segmentBytes);

    /// <summary>Appends to the current segment by this host.</summary>
    internal int SegmentAppends => Volatile.Read(ref _segmentAppends);

    /// <summary>Appends so far, of all segments.</summary>
    internal long Appends => Volatile.Read(ref _appends);

    /// <summary>Hands records over; the order of the calls is the order of the log.</summary>
    internal LogEntry Enqueue(IReadOnlyList<LogRecord> records, Action<LogPosition>? durable = null)
    {
        var entry = new LogEntry(records, durable);
        if (!_entries.Writer.TryWrite(entry))
        {
            entry.Fail(_failure ?? new OperationCanceledException("The host is stopping."));
        }

        return entry;
    }

    /// <summary>Writes until the log is closed or fails.</summary>
    internal async Task RunAsync()
    {
        var pending = new List<LogEntry>();
        try
        {
            while (await _entries.Reader.WaitToReadAsync())
            {
                pending.Clear();
                await WriteReadyAsync(pending);
            }
        }
#pragma warning disable CA1031 // whatever stopped the log, nothing may be committed after it; the host is told
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _failure = exception;
            _entries.Writer.TryComplete();
            failed(exception);
            while (_entries.Reader.TryRead(out var entry))
            {
                pending.Add(entry);
            }

            pending.ForEach(entry => entry.Fail(exception));
        }
    }

    /// <summary>Takes no more records; those handed over are still written.</summary>
    internal void Close() => _entries.Writer.TryComplete();

    async Task WriteReadyAsync(List<LogEntry> pending)
    {
        var bytes = 0;
        var endsSegment = false;
        while (bytes < FrameCodec.MaxAppendBytes && !endsSegment && _entries.Reader.TryRead(out var entry))
        {
            pending.Add(entry);
            endsSegment = entry.Records is [SegmentEnded];
            foreach (var frame in FrameCodec.Encode(_position.NextSequence, HubJson.Write(entry.Records)))
            {
                bytes += frame.Length;
                _frames.Add(frame);
            }

            _position = _position with { NextSequence = _position.NextSequence + 1 };
        }

        await AppendAsync();
        if (endsSegment)
        {
            var next = _position.Segment + 1;
            await store.CreateSegmentAsync(next, CancellationToken.None);
            _position = _position with { Segment = next, Length = 0 };
            Volatile.Write(ref _segmentBytes, 0);
            Volatile.Write(ref _segmentAppends, 0);
        }

        foreach (var entry in pending)
        {
            entry.Complete(_position);
        }

        pending.Clear();
    }

    async Task AppendAsync()
    {
        var from = 0;
        while (from < _frames.Count)
        {
            var (to, size) = (from, 0);
            while (to < _frames.Count && size + _frames[to].Length <= FrameCodec.MaxAppendBytes)
            {
                size += _frames[to++].Length;
            }

            var data = new byte[size];
            var offset = 0;
            for (; from < to; offset += _frames[from++].Length)
            {
                _frames[from].CopyTo(data, offset);
            }

            await store.AppendAsync(_position.Segment, _position.Length, data, CancellationToken.None);
            _position = _position with { Length = _position.Length + size };
            Volatile.Write(ref _segmentBytes, _position.Length);
            Volatile.Write(ref _segmentAppends, _segmentAppends + 1);
            Volatile.Write(ref _appends, _appends + 1);
        }

        _frames.Clear();
    }
}
