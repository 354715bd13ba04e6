using Google.Protobuf;
using Microsoft.Azure.WebJobs;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Serverless.LocalHost.Protocol;

/// <summary>Converts values for the worker and from it.</summary>
static class RpcValues
{
    // Text that looks like a date stays text: an engine that passes payloads on must not change them.
    static readonly JsonSerializerSettings AsWritten = new() { DateParseHandling = DateParseHandling.None, MaxDepth = null };

    /// <summary>Converts a value for the worker: text, bytes, floating-point numbers and models as such, everything else as JSON.</summary>
    public static TypedData ToRpc(object? value) => value switch
    {
        null => new TypedData(),
        string text => new TypedData { String = text },
        byte[] bytes => new TypedData { Bytes = ByteString.CopyFrom(bytes) },
        double number => new TypedData { Double = number },
        ParameterBindingData model => new TypedData
        {
            ModelBindingData = new()
            {
                Version = model.Version ?? "",
                Source = model.Source ?? "",
                ContentType = model.ContentType ?? "",
                Content = ByteString.CopyFrom(model.Content),
            },
        },
        JToken json => new TypedData { Json = json.ToString(Formatting.None) },
        _ => new TypedData { Json = JsonConvert.SerializeObject(value) },
    };

    /// <summary>Converts a value from the worker.</summary>
    public static object? FromRpc(TypedData? data) => data?.DataCase switch
    {
        TypedData.DataOneofCase.String => data.String,
        TypedData.DataOneofCase.Json => JsonConvert.DeserializeObject(data.Json, AsWritten),
        TypedData.DataOneofCase.Bytes => data.Bytes.ToByteArray(),
        TypedData.DataOneofCase.Stream => data.Stream.ToByteArray(),
        TypedData.DataOneofCase.Int => data.Int,
        TypedData.DataOneofCase.Double => data.Double,
        _ => null,
    };

    /// <summary>Returns the messages in a value: none for no value, one per item of a list, otherwise one.</summary>
    public static IEnumerable<string> ToMessages(TypedData? data) => data?.DataCase switch
    {
        TypedData.DataOneofCase.String => [data.String],
        TypedData.DataOneofCase.Json => Items(data.Json),
        TypedData.DataOneofCase.Bytes => [data.Bytes.ToStringUtf8()],
        TypedData.DataOneofCase.Int => [JsonConvert.SerializeObject(data.Int)],
        TypedData.DataOneofCase.Double => [JsonConvert.SerializeObject(data.Double)],
        TypedData.DataOneofCase.CollectionString => data.CollectionString.String,
        TypedData.DataOneofCase.CollectionBytes => data.CollectionBytes.Bytes.Select(item => item.ToStringUtf8()),
        TypedData.DataOneofCase.CollectionDouble => data.CollectionDouble.Double.Select(item => JsonConvert.SerializeObject(item)),
        TypedData.DataOneofCase.CollectionSint64 => data.CollectionSint64.Sint64.Select(item => JsonConvert.SerializeObject(item)),
        _ => [],
    };

    static IEnumerable<string> Items(string json) => JsonConvert.DeserializeObject<JToken>(json, AsWritten) switch
    {
        null or JValue { Value: null } => [],
        JArray items => items.Select(Message),
        var one => [Message(one)],
    };

    static string Message(JToken item) => item.Type == JTokenType.String ? (string)item! : item.ToString(Formatting.None);
}
