using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Serverless.Storage.Jobs;

/// <summary>Encodes and decodes the text of messages: JSON in UTF-8, sent as base64; plain JSON is accepted too.</summary>
public static class QueueText
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <value>The time to live of messages: without one a message would silently disappear after seven days.</value>
    public static TimeSpan NeverExpires { get; } = TimeSpan.FromSeconds(-1);

    public static string Write<T>(T message, JsonTypeInfo<T> type) =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(message, type));

    /// <summary>Returns the text encoded as base64; the original text when it is not base64 of UTF-8.</summary>
    /// <remarks>The two cannot be confused: a JSON document begins with a character that does not occur in base64.</remarks>
    public static string Decode(string wire)
    {
        if (!Base64.IsValid(wire))
        {
            return wire;
        }

        try
        {
            return Strict.GetString(Convert.FromBase64String(wire));
        }
        catch (DecoderFallbackException)
        {
            return wire;
        }
    }

    /// <summary>Parses a message from an untrusted source.</summary>
    public static bool TryRead<T>(string wire, JsonTypeInfo<T> type, [NotNullWhen(true)] out T? message)
        where T : class
    {
        try
        {
            message = JsonSerializer.Deserialize(Decode(wire), type);
        }
        catch (JsonException)
        {
            message = null;
        }

        return message is not null;
    }
}
