using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Serverless.Learning.WeightFiles;

/// <summary>Reads and writes tensors as safetensors files (Hugging Face 2022), which hold only numbers, so reading one cannot run code.</summary>
/// <remarks>
/// The format: eight bytes with the length of a JSON header (little-endian); the header, which maps each name to type, shape and offsets; then the
/// numbers, without gaps.
/// </remarks>
public static class SafeTensors
{
    const int MostHeaderBytes = 1 << 20;
    const int LengthBytes = sizeof(ulong);
    const string MetadataKey = "__metadata__";

    /// <summary>Writes float32 tensors by name in ordinal order; equal tensors give equal bytes.</summary>
    public static byte[] Write(IReadOnlyDictionary<string, NamedTensor> tensors) => WriteStored(
        tensors.ToDictionary(
            named => named.Key,
            named => new StoredTensor(StoredTensor.Float32, named.Value.Shape, MemoryMarshal.AsBytes(named.Value.Values.AsSpan()).ToArray())),
        []);

    /// <summary>Writes tensors: larger number types first, so that all are aligned to their size, then by name in ordinal order.</summary>
    /// <param name="tensors">The tensors, by name.</param>
    /// <param name="metadata">Free text, written to the header in this order.</param>
    public static byte[] WriteStored(IReadOnlyDictionary<string, StoredTensor> tensors, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        KeyValuePair<string, StoredTensor>[] ordered =
            [.. tensors.OrderByDescending(named => StoredTensor.SizeOf(named.Value.Type)).ThenBy(named => named.Key, StringComparer.Ordinal)];
        using var header = new MemoryStream();
        WriteHeader(header, ordered, [.. metadata]);
        while (header.Length % sizeof(long) != 0)
        {
            // Spaces after the JSON are allowed; with them the numbers are aligned to their size.
            header.WriteByte((byte)' ');
        }

        var file = new byte[LengthBytes + header.Length + ordered.Sum(named => (long)named.Value.Data.Length)];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)header.Length);
        header.GetBuffer().AsSpan(0, (int)header.Length).CopyTo(file.AsSpan(LengthBytes));
        var at = LengthBytes + (int)header.Length;
        foreach (var (_, tensor) in ordered)
        {
            tensor.Data.Span.CopyTo(file.AsSpan(at));
            at += tensor.Data.Length;
        }

        return file;
    }

    /// <summary>Reads an untrusted file of float32 tensors only.</summary>
    /// <param name="file">The whole file.</param>
    /// <returns>The tensors, by name.</returns>
    /// <exception cref="InvalidDataException">The file is invalid, or holds a value that is not a finite float32; the message says what is
    /// wrong.</exception>
    public static IReadOnlyDictionary<string, NamedTensor> Read(ReadOnlyMemory<byte> file) =>
        ReadStored(file).ToDictionary(named => named.Key, named => new NamedTensor(named.Value.Shape, named.Value.Floats(named.Key)));

    /// <summary>Reads an untrusted file.</summary>
    /// <param name="file">The whole file; the returned tensors refer to its memory.</param>
    /// <returns>The tensors, by name.</returns>
    /// <exception cref="InvalidDataException">The file is invalid, has types other than float32 and int64, or bytes of no tensor; the message says
    /// what is wrong.</exception>
    public static IReadOnlyDictionary<string, StoredTensor> ReadStored(ReadOnlyMemory<byte> file)
    {
        if (file.Length < LengthBytes
            || BinaryPrimitives.ReadUInt64LittleEndian(file.Span) is var length && (length > MostHeaderBytes || length > (ulong)(file.Length - LengthBytes)))
        {
            throw new InvalidDataException("It has no header, so it is not a safetensors file.");
        }

        var header = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.Span);
        var data = file[(LengthBytes + header)..];
        try
        {
            using var json = JsonDocument.Parse(file.Slice(LengthBytes, header));
            var tensors = new Dictionary<string, StoredTensor>();
            var places = new List<(long Begin, long End)>();
            foreach (var field in json.RootElement.EnumerateObject().Where(field => field.Name != MetadataKey))
            {
                if (!tensors.TryAdd(field.Name, ReadTensor(field, data, places)))
                {
                    throw new InvalidDataException($"Its header names '{field.Name}' twice.");
                }
            }

            return CoversAll(places, data.Length) ? tensors : throw new InvalidDataException("Its tensors overlap, or do not cover all bytes.");
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException($"Its header cannot be read: {malformed.Message}", malformed);
        }
    }

    static StoredTensor ReadTensor(JsonProperty field, ReadOnlyMemory<byte> data, List<(long Begin, long End)> places)
    {
        long[] shape = Numbers(field.Value.GetProperty("shape"));
        long[] place = Numbers(field.Value.GetProperty("data_offsets"));
        var type = field.Value.GetProperty("dtype").GetString();
        if (type is not (StoredTensor.Float32 or StoredTensor.Int64) || place.Length != 2 || place[0] < 0 || place[1] < place[0] || place[1] > data.Length)
        {
            throw new InvalidDataException($"'{field.Name}' is neither float32 nor int64 within the file.");
        }

        // Computed in doubles, which do not overflow: a product too large for them to be exact cannot be the length of a file.
        if (shape.Any(size => size < 0) || shape.Aggregate((double)StoredTensor.SizeOf(type), (product, size) => product * size) != place[1] - place[0])
        {
            throw new InvalidDataException($"'{field.Name}' has a size that does not match its shape.");
        }

        places.Add((place[0], place[1]));
        return new StoredTensor(type, shape, data[(int)place[0]..(int)place[1]]);
    }

    static bool CoversAll(List<(long Begin, long End)> places, long length)
    {
        var end = 0L;
        foreach (var place in places.Order())
        {
            if (place.Begin != end)
            {
                return false;
            }

            end = place.End;
        }

        return end == length;
    }

    static void WriteHeader(Stream header, IReadOnlyList<KeyValuePair<string, StoredTensor>> tensors, IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        using var json = new Utf8JsonWriter(header);
        json.WriteStartObject();
        if (metadata.Count > 0)
        {
            json.WriteStartObject(MetadataKey);
            foreach (var (key, value) in metadata)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }

        var at = 0L;
        foreach (var (name, tensor) in tensors)
        {
            json.WriteStartObject(name);
            json.WriteString("dtype", tensor.Type);
            WriteNumbers(json, "shape", tensor.Shape);
            WriteNumbers(json, "data_offsets", [at, at + tensor.Data.Length]);
            json.WriteEndObject();
            at += tensor.Data.Length;
        }

        json.WriteEndObject();
    }

    static long[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetInt64())];

    static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
