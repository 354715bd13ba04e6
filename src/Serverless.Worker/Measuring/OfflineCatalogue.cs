using Serverless.Algorithms.Options;
using Serverless.Core.Devices;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tables;

namespace Serverless.Worker.Measuring;

/// <summary>The names that requests can use when there is no platform to ask.</summary>
static class OfflineCatalogue
{
    public static RequestCatalogue Value { get; } = new()
    {
        Datasets = [DatasetDescription.FashionMnist],
        Devices = [DeviceDefinition.LocalCpu],
        Tables = KnownTables.All,
        Algorithms = AlgorithmDescription.Names,
        IsPartial = true,
    };
}
