using System.Text.Json;
using Serverless.StandIns.AzureFunctions.Durable.State;

namespace Serverless.StandIns.AzureFunctions.Durable.Log;

/// <summary>
/// Reads the bytes of one segment or snapshot. Drops a torn write at the end and writes that landed twice;
/// anything else that does not fit is damage.
/// </summary>
sealed class LogReader(string blob, ReadOnlyMemory<byte> data, long nextSequence)
{
    readonly List<ReadOnlyMemory<byte>> _parts = [];
    long _position;
    long _partsFrom;

    /// <summary>The number that the next commit must have.</summary>
    internal long NextSequence { get; private set; } = nextSequence;

    /// <summary>Where a torn write begins that nothing has voided yet; null when the data end with a whole commit.</summary>
    internal long? TornFrom { get; private set; }

    /// <summary>Commits that stood there more than once.</summary>
    internal int Duplicates { get; private set; }

    /// <summary>The commits in order.</summary>
    /// <exception cref="HistoryDamagedException">The data are not a log.</exception>
    internal IEnumerable<IReadOnlyList<LogRecord>> Commits()
    {
        while (_position < data.Length)
        {
            if (FrameCodec.Read(data, _position) is not { } frame)
            {
                if (FindFrameAfter(_position) is not { } later)
                {
                    TornFrom = data.Length - _position <= FrameCodec.MaxAppendBytes ? PartialFrom(_position) : throw Damage("no log data");
                    yield break;
                }

                _position = VoidFromOf(later) == PartialFrom(_position) ? later : throw Damage("bytes that are no frame");
                _parts.Clear();
                continue;
            }

            if (Take(frame) is { } commit)
            {
                yield return commit;
            }

            _position += frame.Length;
        }

        TornFrom = _parts.Count > 0 ? _partsFrom : null;
    }

    IReadOnlyList<LogRecord>? Take(Frame frame)
    {
        if (frame.Sequence < NextSequence)
        {
            Duplicates++;
            return null;
        }

        if (_parts.Count > 0 && frame.Part == 0 && VoidFromOf(_position) == _partsFrom)
        {
            _parts.Clear();
        }

        if (frame.Sequence != NextSequence || frame.Part != _parts.Count)
        {
            throw Damage(FormattableString.Invariant(
                $"commit {frame.Sequence}, part {frame.Part}, where commit {NextSequence}, part {_parts.Count} belongs"));
        }

        if (_parts.Count == 0)
        {
            _partsFrom = _position;
        }

        _parts.Add(frame.Payload);
        if (_parts.Count < frame.Parts)
        {
            return null;
        }

        var payload = _parts.Count == 1 ? _parts[0] : _parts.SelectMany(part => part.ToArray()).ToArray();
        _parts.Clear();
        NextSequence++;
        try
        {
            return HubJson.Read(payload);
        }
        catch (JsonException exception)
        {
            throw Damage($"a commit that cannot be read ({exception.Message})");
        }
    }

    // A write of several parts is torn from its first part on.
    long PartialFrom(long position) => _parts.Count > 0 ? _partsFrom : position;

    long? FindFrameAfter(long position)
    {
        for (var from = position + 1; from < data.Length;)
        {
            var found = data.Span[(int)from..].IndexOf(FrameCodec.Magic);
            if (found < 0)
            {
                return null;
            }

            from += found;
            if (FrameCodec.Read(data, from) is not null)
            {
                return from;
            }

            from++;
        }

        return null;
    }

    // The host that took over says in its first record which bytes before it are void.
    long? VoidFromOf(long position)
    {
        if (FrameCodec.Read(data, position) is not { Parts: 1 } frame)
        {
            return null;
        }

        try
        {
            return HubJson.Read(frame.Payload) is [OwnerChanged owner] ? owner.VoidFrom : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    HistoryDamagedException Damage(string what) => new(blob, _position, what);
}
