using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Spaces;

/// <summary>Writes a candidate id as a plain JSON string, also as a property name.</summary>
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
