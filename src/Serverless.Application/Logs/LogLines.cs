using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Serverless.Application.Storage;

namespace Serverless.Application.Logs;

/// <summary>Reads and writes the lines of a log: JSON without line breaks.</summary>
/// <param name="type">Of a line.</param>
sealed class LogLines<T>(JsonTypeInfo<T> type)
    where T : class
{
    /// <summary>A line for each entry.</summary>
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

    /// <summary>The entries of whole lines; empty lines count for nothing.</summary>
    /// <param name="path">Where they are from.</param>
    /// <param name="content">The lines.</param>
    /// <param name="before">How many entries come before, for messages.</param>
    /// <exception cref="DocumentException">A line is no entry.</exception>
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

    /// <summary>The entry of a line.</summary>
    /// <exception cref="DocumentException">It is none.</exception>
    public T ReadLine(BlobPath path, ReadOnlySpan<byte> line, string which)
    {
        try
        {
            return JsonSerializer.Deserialize(line, type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException malformed)
        {
            throw DocumentException.Malformed(path, $"{which} that is none of its entries", malformed);
        }
    }
}
