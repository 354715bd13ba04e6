using Serverless.Core.Devices;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Functions.Searches;
using Serverless.Spaces;

namespace Serverless.Functions.Surrogates;

/// <summary>What is known of architectures without any training or measurement.</summary>
public sealed class KnownMetrics(DeviceCatalogue devices)
{
    /// <summary>
    /// What is counted; in a search with a surrogate also what devices look up, so that nothing is predicted that can be known.
    /// </summary>
    /// <param name="request">The search's.</param>
    /// <param name="architectures">Of its space.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>For each architecture, metric name to value.</returns>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, double>>> OfAsync(
        SearchRequest request, IReadOnlyList<Architecture> architectures, CancellationToken cancellation)
    {
        if (request.Table is not null)
        {
            // Columns are known with the row, and not before.
            return [.. architectures.Select(_ => new Dictionary<string, double>())];
        }

        var space = SearchGenerations.SpaceOf(request);
        var shape = SearchGenerations.ShapeOf(request);
        Dictionary<string, double>[] metrics =
            [.. architectures.Select(architecture => new Dictionary<string, double>(space.Cost(architecture, request.Space, shape).ToMetrics()))];
        if (request.Surrogate is null)
        {
            return metrics;
        }

        foreach (var objective in request.Objectives.Where(objective => objective.Device is not null))
        {
            if (await devices.ReadAsync(objective.Device!, cancellation) is { Kind: DeviceKind.Lookup } device)
            {
                for (var i = 0; i < metrics.Length; i++)
                {
                    metrics[i][objective.Name] = LookupEstimator.Estimate(device, objective.Metric, space, architectures[i]);
                }
            }
        }

        return metrics;
    }
}
