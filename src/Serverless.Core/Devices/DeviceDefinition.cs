using System.Collections.ObjectModel;
using System.Text.Json.Serialization;
using Serverless.Core.Jobs;
using Serverless.Core.Searches;
using Serverless.Spaces;

namespace Serverless.Core.Devices;

/// <summary>A device that objectives can name; stored as <c>devices/{id}.json</c>, except for the built-in <c>local-cpu</c>.</summary>
public sealed record DeviceDefinition
{
    static readonly IReadOnlyDictionary<string, LookupTable> NoTables = ReadOnlyDictionary<string, LookupTable>.Empty;

    public int SchemaVersion { get; init; } = 1;

    public required string Id { get; init; }

    public required DeviceKind Kind { get; init; }

    public string? Description { get; init; }

    /// <value>For <see cref="DeviceKind.Lookup"/>: the tables by metric name.</value>
    public IReadOnlyDictionary<string, LookupTable> Tables { get; init => field = value ?? NoTables; } = NoTables;

    /// <value>The surrogate from which its tables were made; null when they were given.</value>
    public string? Surrogate { get; init; }

    /// <value>The only space and skeleton for which its tables are valid; null: every space whose operations they contain.</value>
    public SpaceSpecification? Space { get; init; }

    /// <value>
    /// For a measured device: its measurements of single networks, from which generators know the device; one set per metric and kind of network.
    /// Null: none.
    /// </value>
    public IReadOnlyList<DeviceMeasurements>? Measurements { get; init; }

    /// <value>For a measured device, only in lists of devices: the state of its queue. Never stored.</value>
    public QueueState? Queue { get; init; }

    /// <summary>The CPU of the machine that a worker runs on, measured with ONNX Runtime on one thread.</summary>
    public static DeviceDefinition LocalCpu { get; } = new()
    {
        Id = "local-cpu",
        Kind = DeviceKind.Measured,
        Description = "The worker's own CPU: ONNX Runtime, one thread, batch of one.",
    };
}

/// <summary>How the metrics of a device are obtained.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeviceKind>))]
public enum DeviceKind
{
    /// <summary>By running the exported network on it.</summary>
    [JsonStringEnumMemberName("measured")]
    Measured,

    /// <summary>By adding up the costs in a table.</summary>
    [JsonStringEnumMemberName("lookup")]
    Lookup,
}

/// <summary>Checks device ids, which are used in blob names, job ids and names of objectives.</summary>
public static class DeviceId
{
    const int Longest = 40;

    /// <value>The rule for valid ids, for messages.</value>
    public static string Rule => $"It must have 3 to {Longest} of a-z, 0-9 and single hyphens inside, the first a letter.";

    /// <summary>Returns whether a text is a valid device id; see <see cref="Rule"/>.</summary>
    public static bool IsValid(string text) => text.Length <= Longest && SearchId.IsValid(text);
}
