using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Serverless.StandIns.AzureFunctions.Durable.History;
using Serverless.StandIns.AzureFunctions.Durable.State;

namespace Serverless.StandIns.AzureFunctions.Durable.Log;

/// <summary>The JSON of a commit's records.</summary>
[JsonSerializable(typeof(IReadOnlyList<LogRecord>))]
sealed partial class HubJson : JsonSerializerContext
{
    static readonly HubJson Compact = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

        // Payloads are JSON inside JSON: escaping every quotation mark as six characters would double the log.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter<InstanceStatus>() },
    });

    internal static byte[] Write(IReadOnlyList<LogRecord> records) =>
        JsonSerializer.SerializeToUtf8Bytes(records, Compact.IReadOnlyListLogRecord);

    /// <exception cref="JsonException">The text does not hold records.</exception>
    internal static IReadOnlyList<LogRecord> Read(ReadOnlyMemory<byte> json) =>
        JsonSerializer.Deserialize(json.Span, Compact.IReadOnlyListLogRecord) ?? throw new JsonException("A commit holds null.");
}
