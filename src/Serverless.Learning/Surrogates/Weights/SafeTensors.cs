using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Serverless.Learning.Surrogates.Weights;

/// <summary>Tensors of float32 as a safetensors file (Hugging Face 2022): numbers alone, so reading one can run nothing.</summary>
/// <remarks>Eight bytes with the length of a JSON header (little-endian); the header: name to type, shape and place; then the numbers.</remarks>
public static class SafeTensors
{
    const int MostHeaderBytes = 1 << 20;
    const int LengthBytes = sizeof(ulong);

    /// <summary>Writes tensors by name in ordinal order: equal tensors give equal bytes.</summary>
    public static byte[] Write(IReadOnlyDictionary<string, NamedTensor> tensors)
    {
        using var header = new MemoryStream();
        using var data = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            foreach (var (name, tensor) in tensors.OrderBy(named => named.Key, StringComparer.Ordinal))
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", "F32");
                WriteNumbers(json, "shape", tensor.Shape);
                WriteNumbers(json, "data_offsets", [data.Length, data.Length + (sizeof(float) * (long)tensor.Values.Length)]);
                json.WriteEndObject();
                data.Write(MemoryMarshal.AsBytes(tensor.Values.AsSpan()));
            }

            json.WriteEndObject();
        }

        var file = new byte[LengthBytes + header.Length + data.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)header.Length);
        header.ToArray().CopyTo(file.AsSpan(LengthBytes));
        data.ToArray().CopyTo(file.AsSpan(LengthBytes + (int)header.Length));
        return file;
    }

    /// <summary>Reads a file that anybody may have written.</summary>
    /// <param name="file">The whole file.</param>
    /// <returns>By name.</returns>
    /// <exception cref="InvalidDataException">It is none, or holds what is no finite float32; says what is wrong.</exception>
    public static IReadOnlyDictionary<string, NamedTensor> Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length < LengthBytes
            || BinaryPrimitives.ReadUInt64LittleEndian(file.Span) is var length && (length > MostHeaderBytes || length > (ulong)(file.Length - LengthBytes)))
        {
            throw new InvalidDataException("It has no header, so it is no safetensors file.");
        }

        var header = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.Span);
        var data = file[(LengthBytes + header)..];
        try
        {
            using var json = JsonDocument.Parse(file.Slice(LengthBytes, header));
            var tensors = new Dictionary<string, NamedTensor>();
            foreach (var field in json.RootElement.EnumerateObject().Where(field => field.Name != "__metadata__"))
            {
                if (!tensors.TryAdd(field.Name, ReadTensor(field, data.Span)))
                {
                    throw new InvalidDataException($"Its header names '{field.Name}' twice.");
                }
            }

            return tensors;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException($"Its header cannot be read: {malformed.Message}", malformed);
        }
    }

    static NamedTensor ReadTensor(JsonProperty field, ReadOnlySpan<byte> data)
    {
        long[] shape = Numbers(field.Value.GetProperty("shape"));
        long[] place = Numbers(field.Value.GetProperty("data_offsets"));
        if (field.Value.GetProperty("dtype").GetString() != "F32" || place.Length != 2 || place[0] < 0 || place[1] < place[0] || place[1] > data.Length)
        {
            throw new InvalidDataException($"'{field.Name}' is no float32 within the file.");
        }

        // In doubles, which do not overflow: a product that is too large for them to be exact is no length of a file.
        if (shape.Any(size => size < 0) || shape.Aggregate((double)sizeof(float), (product, size) => product * size) != place[1] - place[0])
        {
            throw new InvalidDataException($"'{field.Name}' has another size than its shape.");
        }

        var values = MemoryMarshal.Cast<byte, float>(data[(int)place[0]..(int)place[1]]).ToArray();
        return values.All(float.IsFinite) ? new NamedTensor(shape, values) : throw new InvalidDataException($"'{field.Name}' holds what is no finite number.");
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
