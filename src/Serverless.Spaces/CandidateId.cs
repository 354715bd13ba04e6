using System.Text.Json.Serialization;
using System.Text.Json;

namespace Serverless.Spaces;

/// <summary>The id of a candidate: a content hash of its space and canonical genotype. Starts with a letter, URL-safe.</summary>
/// <param name="Value">The text of the id, for example <c>c3f9a1b27d40e8156</c>.</param>
[JsonConverter(typeof(CandidateIdJsonConverter))]
public readonly record struct CandidateId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Converts candidate ids to and from plain JSON strings, also as property names.</summary>
public sealed class CandidateIdJsonConverter : JsonConverter<CandidateId>
{
    public override CandidateId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("A candidate id is a string."));

    public override void Write(Utf8JsonWriter writer, CandidateId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    public override CandidateId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("A candidate id is a string."));

    public override void WriteAsPropertyName(Utf8JsonWriter writer, CandidateId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value);
}
