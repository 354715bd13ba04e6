using System.Text.Json.Serialization;

namespace Serverless.Core.Devices;

/// <summary>How a device gives its metrics.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeviceKind>))]
public enum DeviceKind
{
    /// <summary>By running the exported network on it.</summary>
    [JsonStringEnumMemberName("measured")]
    Measured,

    /// <summary>By adding up a table's costs.</summary>
    [JsonStringEnumMemberName("lookup")]
    Lookup,
}
