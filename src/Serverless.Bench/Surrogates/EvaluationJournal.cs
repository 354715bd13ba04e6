using System.Text;
using System.Text.Json;

namespace Serverless.Bench.Surrogates;

/// <summary>The file from which a run is resumed: one line of JSON for each finished task. Safe to share between threads.</summary>
/// <remarks>
/// A line is found by the key of its task, which combines options, data and the product's version; other lines are left alone and do no harm. A last
/// line that a killed run wrote only in part is cut off.
/// </remarks>
sealed class EvaluationJournal : IDisposable
{
    readonly FileStream _file;
    readonly Lock _writing = new();
    readonly Dictionary<string, JournalLine> _known = [];

    /// <param name="path">The path of the file, which is created when it does not exist.</param>
    /// <param name="progress">The writer for a message about what is cut off.</param>
    /// <exception cref="BenchException">The file cannot be opened, or is not a journal.</exception>
    public EvaluationJournal(string path, TextWriter progress)
    {
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BenchException($"--resume: {path} cannot be opened: {unreadable.Message}");
        }

        try
        {
            Read(path, progress);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    static ReadOnlySpan<byte> Beginning => "{\"key\":"u8;

    /// <summary>Returns the line of a task, or null.</summary>
    public JournalLine? Find(string key) => _known.GetValueOrDefault(key);

    /// <summary>Appends a line and flushes it to disk.</summary>
    public void Append(JournalLine line)
    {
        var bytes = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(line, JournalJson.Default.JournalLine) + "\n");
        lock (_writing)
        {
            _file.Write(bytes);
            _file.Flush(flushToDisk: true);
        }
    }

    public void Dispose() => _file.Dispose();

    void Read(string path, TextWriter progress)
    {
        var content = new byte[_file.Length];
        _file.ReadExactly(content);
        for (var (start, number) = (0, 1); start < content.Length; number++)
        {
            var length = content.AsSpan(start).IndexOf((byte)'\n');
            var isWhole = length >= 0;
            if (isWhole && Parsed(content.AsSpan(start, length)) is { } line)
            {
                _known[line.Key] = line;
                start += length + 1;
            }
            else if (!isWhole && IsBegun(content.AsSpan(start)))
            {
                progress.WriteLine($"The last line of {path}, {number}, is incomplete and is removed.");
                _file.SetLength(start);
                break;
            }
            else
            {
                throw new BenchException($"--resume: line {number} of {path} is not a result of such a run; specify another file, or remove the line.");
            }
        }

        _file.Seek(0, SeekOrigin.End);
    }

    /// <summary>Returns whether the text is the beginning of a line, of which at least the first character was written.</summary>
    static bool IsBegun(ReadOnlySpan<byte> rest) => rest.StartsWith(Beginning[..Math.Min(rest.Length, Beginning.Length)]);

    static JournalLine? Parsed(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, JournalJson.Default.JournalLine) is { Key: not null } parsed ? parsed : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
