using Serverless.Application.Storage;
using Serverless.Application.Tables;
using Serverless.Core;
using Serverless.Core.Devices;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Core.Validation;

namespace Serverless.Application.Surrogates;

/// <summary>
/// Creates the tables of lookup devices from the predictions of a surrogate. The tables are copied, so the surrogate can be deleted afterwards.
/// </summary>
public sealed class PredictedDevices(TableLibrary library, IDocumentStore store)
{
    /// <param name="device">The requested device; one that names no surrogate, or already has tables, is returned unchanged.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>The device with its tables, or the reason why there are none.</returns>
    /// <exception cref="DocumentException">A blob of the surrogate is broken.</exception>
    public async Task<(DeviceDefinition? Device, FieldError? Fault)> CompleteAsync(DeviceDefinition device, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (device.Surrogate is not { } id || device.Tables.Count > 0)
        {
            return (device, null);
        }

        if ((await store.FindAsync(BlobPaths.Surrogate(id), CoreJson.Default.SurrogateDocument, cancellation))?.Value is not { } document)
        {
            return Refuse($"There is no surrogate '{id}' that is Ready; GET /api/surrogates lists the existing surrogates.");
        }

        if (document.Tables is not { } tables)
        {
            return Refuse(
                $"Predictions of a surrogate of kind {document.Metadata.Kind} are not sums over choices; "
                + $"use one of kind {SurrogateKind.DeviceTransfer} or {SurrogateKind.Lookup}.");
        }

        // The targets of the device itself are used; a target without this device, such as a table's column, is used if it is the only one.
        var chosen = document.Metadata.Targets.Where(target => DeviceReader.Metrics.Contains(target.Metric)).GroupBy(target => target.Metric)
            .Select(metric => metric.FirstOrDefault(target => target.Device == device.Id) ?? (metric.Count() == 1 ? metric.First() : null)).OfType<Objective>()
            .ToDictionary(target => target.Metric, target => tables[target.Name]);
        if (chosen.Count == 0 && document.Metadata.Targets is [{ } only] && await FindMetricAsync(id, only.Metric, cancellation) is { } metric)
        {
            chosen.Add(metric, tables[only.Name]);
        }

        return chosen.Count == 0
            ? Refuse(
                $"It predicts {string.Join(", ", document.Metadata.Targets.Select(target => target.Name))}, and it is not known which of them apply to '{device.Id}'; "
                + "fit one that only predicts a metric of this device.")
            : (device with { Tables = chosen, Space = document.Metadata.Space with { Recipe = null } }, null);
    }

    /// <summary>Finds the device metric that a column holds according to the description of its table; null when it holds none.</summary>
    async Task<string?> FindMetricAsync(string id, string column, CancellationToken cancellation)
    {
        var order = await store.FindAsync(BlobPaths.FitSpecification(id), CoreJson.Default.FitSpecification, cancellation);
        var table = (await library.ListAsync(cancellation)).Tables.FirstOrDefault(known => known.Name == order?.Value.Table?.Name);
        return table?.Find(column)?.Metric is { } metric && DeviceReader.Metrics.Contains(metric) ? metric : null;
    }

    static (DeviceDefinition? Device, FieldError? Fault) Refuse(string message) => (null, new FieldError("/surrogate", message));
}
