using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Serverless.Storage.Jobs;

/// <summary>What messages hold: JSON in UTF-8, in base64 as we send it; plain JSON is read too.</summary>
public static class QueueText
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <value>A time to live: without one a message would silently be gone after seven days.</value>
    public static TimeSpan NeverExpires { get; } = TimeSpan.FromSeconds(-1);

    public static string Write<T>(T message, JsonTypeInfo<T> type) =>
        Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(message, type));

    /// <summary>The text within the base64; the wire's own text when it is not base64 of UTF-8.</summary>
    /// <remarks>The two cannot be confused: a JSON document begins with a character that base64 has not.</remarks>
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

    /// <summary>Reads a message that anybody may have sent.</summary>
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
