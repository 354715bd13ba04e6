using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Serverless.Application.Storage;

namespace Serverless.Application.Logs;

/// <summary>Reads and writes the lines of a log: JSON without line breaks.</summary>
/// <param name="type">The serialization of an entry.</param>
sealed class LogLines<T>(JsonTypeInfo<T> type)
    where T : class
{
    /// <summary>Writes a line for each entry.</summary>
    public byte[] Write(IEnumerable<T> entries)
    {
        using var content = new MemoryStream();
        foreach (var entry in entries)
        {
            content.Write(JsonSerializer.SerializeToUtf8Bytes(entry, type));
            content.WriteByte((byte)'\n');
        }

        return content.ToArray();
    }

    /// <summary>Reads the entries of complete lines; empty lines are ignored.</summary>
    /// <param name="path">The blob that the lines come from.</param>
    /// <param name="content">The lines.</param>
    /// <param name="before">The number of preceding entries, for messages.</param>
    /// <exception cref="DocumentException">A line is not a valid entry.</exception>
    public List<T> Read(BlobPath path, ReadOnlySpan<byte> content, int before)
    {
        var entries = new List<T>();
        foreach (var range in content.Split((byte)'\n'))
        {
            var line = content[range];
            if (!line.IsEmpty)
            {
                entries.Add(ReadLine(path, line, $"has a line {before + entries.Count + 1}"));
            }
        }

        return entries;
    }

    /// <summary>Reads the entry of one line.</summary>
    /// <exception cref="DocumentException">The line is not a valid entry.</exception>
    public T ReadLine(BlobPath path, ReadOnlySpan<byte> line, string which)
    {
        try
        {
            return JsonSerializer.Deserialize(line, type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException malformed)
        {
            throw DocumentException.Malformed(path, $"{which} that is not a valid entry", malformed);
        }
    }
}
