using Serverless.Application.Storage;
using Serverless.Application.Tables;
using Serverless.Core.Devices;
using Serverless.Core.Evaluators;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tables;

namespace Serverless.Application.Searches;

/// <summary>Creates the evaluators of searches: reads the tables and devices that they need.</summary>
public sealed class Evaluators(TableLibrary tables, DeviceCatalogue devices)
{
    /// <exception cref="DocumentException">A blob of a device or of the table is missing or broken.</exception>
    /// <exception cref="TableException">The table is missing or broken, or has another space than when the request was accepted.</exception>
    public async Task<CandidateEvaluator> OfAsync(SearchRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Table is { } table)
        {
            return new TableEvaluator(
                request, await tables.ReadAsync(table, description => TableEvaluator.ColumnsOf(request, description), cancellation));
        }

        if (request.IsExternal)
        {
            return new ExternalEvaluator(request);
        }

        var lookups = new Dictionary<string, DeviceDefinition>();

        // Lookup devices are needed in advance where a constraint refers to them; a surrogate needs all of them.
        foreach (var id in request.Surrogate is null ? request.Constraints.Select(constraint => constraint.Device).OfType<string>().Distinct() : request.Devices)
        {
            if (await devices.ReadAsync(id, cancellation) is { Kind: DeviceKind.Lookup } device)
            {
                lookups.Add(id, device);
            }
        }

        return new TrainingEvaluator(request, lookups);
    }
}
