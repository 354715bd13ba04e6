using System.Collections.ObjectModel;
using System.Text.Json.Serialization;
using Serverless.Core.Jobs;
using Serverless.Core.Searches;
using Serverless.Spaces;

namespace Serverless.Core.Devices;

/// <summary>A device that objectives can name; kept as <c>devices/{id}.json</c>, but for the built-in <c>local-cpu</c>.</summary>
public sealed record DeviceDefinition
{
    static readonly IReadOnlyDictionary<string, LookupTable> NoTables = ReadOnlyDictionary<string, LookupTable>.Empty;

    public int SchemaVersion { get; init; } = 1;

    public required string Id { get; init; }

    public required DeviceKind Kind { get; init; }

    public string? Description { get; init; }

    /// <value>For <see cref="DeviceKind.Lookup"/>: metric name to table.</value>
    public IReadOnlyDictionary<string, LookupTable> Tables { get; init => field = value ?? NoTables; } = NoTables;

    /// <value>The surrogate that its tables were made of; null when they were given.</value>
    public string? Surrogate { get; init; }

    /// <value>The space and skeleton that its tables hold for alone; null: for every space whose operations they have.</value>
    public SpaceSpecification? Space { get; init; }

    /// <value>
    /// Of a measured device: what it took for single networks, by which generators know it; sets of different metrics or networks. Null: nothing was told.
    /// </value>
    public IReadOnlyList<DeviceMeasurements>? Measurements { get; init; }

    /// <value>Of a measured device, in lists of devices only: how its queue stands. Never stored.</value>
    public QueueState? Queue { get; init; }

    /// <summary>The CPU of the machine that a worker runs on, measured with ONNX Runtime on one thread.</summary>
    public static DeviceDefinition LocalCpu { get; } = new()
    {
        Id = "local-cpu",
        Kind = DeviceKind.Measured,
        Description = "The worker's own CPU: ONNX Runtime, one thread, batch of one.",
    };
}

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

/// <summary>Checks device ids: they name a blob, and are parts of job ids and of objectives' names.</summary>
public static class DeviceId
{
    const int Longest = 40;

    /// <value>What ids have to be, for messages.</value>
    public static string Rule => $"It has to have 3 to {Longest} of a-z, 0-9 and single hyphens inside, the first a letter.";

    /// <summary>Whether a text can be a device's id; see <see cref="Rule"/>.</summary>
    public static bool IsValid(string text) => text.Length <= Longest && SearchId.IsValid(text);
}
