using Serverless.Core.Budgets;
using Serverless.Core.Devices;
using Serverless.Core.Generators;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;

namespace Serverless.Core.Searches.Requests;

/// <summary>What a request may name, besides the search spaces and metrics that are built in.</summary>
public sealed record RequestCatalogue
{
    public required IReadOnlyList<DatasetDescription> Datasets { get; init; }

    public required IReadOnlyList<DeviceDefinition> Devices { get; init; }

    /// <value>Names of search algorithms.</value>
    public required IReadOnlyList<string> Algorithms { get; init; }

    /// <value>The device of every objective that is measured on one, whatever the request says; null: as the request says.</value>
    public string? Device { get; init; }

    /// <value>Tables that candidates can be looked up in instead of being trained.</value>
    public IReadOnlyList<TableDescription> Tables { get; init; } = [];

    /// <value>
    /// Whether there may be more devices and tables than these: then a name that is not listed is no fault, and told of in
    /// <see cref="SearchRequestReading.Unchecked"/>. Default false.
    /// </value>
    public bool IsPartial { get; init; }

    /// <value>What workers cost; null where that is not known.</value>
    public PriceTable? Prices { get; init; }

    /// <value>Searches, at least those whose results the request imports; null where searches are not known.</value>
    public IReadOnlyList<ImportableSearch>? Searches { get; init; }

    /// <value>What the generator answers that the request names for its seeds; null where generators are not known.</value>
    public SeedsAnswer? Seeds { get; init; }

    /// <value>Surrogates of the registry, at least those that the request names; null where the registry is not known, and any valid id will do.</value>
    public IReadOnlyList<SurrogateEntry>? Surrogates { get; init; }
}
