using Serverless.Core.Budgets;
using Serverless.Core.Devices;
using Serverless.Core.Generators;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;

namespace Serverless.Core.Searches.Requests;

/// <summary>What a request can name, in addition to the built-in search spaces and metrics.</summary>
public sealed record RequestCatalogue
{
    public required IReadOnlyList<DatasetDescription> Datasets { get; init; }

    public required IReadOnlyList<DeviceDefinition> Devices { get; init; }

    /// <value>Names of search algorithms.</value>
    public required IReadOnlyList<string> Algorithms { get; init; }

    /// <value>The device of every objective measured on a device, overriding the request; null: the device in the request.</value>
    public string? Device { get; init; }

    /// <value>Tables in which candidates can be looked up instead of being trained.</value>
    public IReadOnlyList<TableDescription> Tables { get; init; } = [];

    /// <value>
    /// Whether other devices and tables than these can exist; if so, an unlisted name is not an error but is reported in
    /// <see cref="SearchRequestReading.Unchecked"/>. Default false.
    /// </value>
    public bool IsPartial { get; init; }

    /// <value>Prices of workers; null when they are not known.</value>
    public PriceTable? Prices { get; init; }

    /// <value>Searches, at least those whose results the request imports; null when searches are not known.</value>
    public IReadOnlyList<ImportableSearch>? Searches { get; init; }

    /// <value>The architectures from the generator that the request names for its seeds; null when generators are not known.</value>
    public SeedsAnswer? Seeds { get; init; }

    /// <value>
    /// Registered surrogates, at least those that the request names; null when the registry is not known, and any valid id is accepted.
    /// </value>
    public IReadOnlyList<SurrogateEntry>? Surrogates { get; init; }
}
