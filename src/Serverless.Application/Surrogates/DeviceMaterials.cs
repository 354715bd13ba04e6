using Serverless.Algorithms;
using Serverless.Application.Tables;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Application.Surrogates;

/// <summary>Gathers the training data of a fit of kind device-transfer: columns of known devices, and a few measurements of another.</summary>
public sealed class DeviceMaterials(TableLibrary tables)
{
    const int LeastMeasurements = 2;

    /// <param name="fit">A request with a device and a table.</param>
    /// <param name="search">The request of the search that measured the device; null when none did.</param>
    /// <param name="evaluations">The evaluations of that search.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>The data, or the reason why there is none.</returns>
    /// <exception cref="TableException">The table is broken.</exception>
    public async Task<(FitMaterial? Material, FieldError? Fault)> GatherAsync(
        FitRequest fit, SearchRequest? search, IReadOnlyList<Evaluation> evaluations, CancellationToken cancellation)
    {
        var (asked, device) = (fit.Table!, fit.Device!); // as the caller says
        string[] own = device.Column is { } read ? [read] : [];
        var table = await tables.ReadAsync(asked.Name, description => [.. ColumnsOf(description, fit), .. own], cancellation);
        var description = table.Description;
        if (description.FindSpace(search?.Space.Name ?? asked.Space ?? description.SpaceNames[0]) is not { } space)
        {
            return Refuse(
                "/search",
                $"It is of {search?.Space.Name}, the table of {string.Join(", ", description.SpaceNames)}; known devices must have measured the same space.");
        }

        if (search?.Space.Recipe is not null)
        {
            return Refuse("/search", "Its candidates are networks with recipes, which devices do not depend on; give the measurements of its networks instead.");
        }

        TableMetric[] known = [.. ColumnsOf(description, fit).Select(column => description.Find(column)
            ?? throw new TableException(asked.Name, $"The table no longer has the column '{column}'. Restore it."))];
        if (known.Length == 0 || known.Any(metric => metric.Column == device.Column))
        {
            return Refuse("/table/metrics", known.Length == 0
                ? $"No {(device.Column is null ? "" : "other ")}column of '{asked.Name}' is declared as {device.Metric}; list the columns of the known devices."
                : $"'{device.Column}' is the device to complete; remove it from the known devices.");
        }

        var rows = TableDevices.Draw(table, space, known, asked.Rows, fit.Seed);
        if (rows.Count < asked.Rows)
        {
            return Refuse("/table/rows", $"There are {rows.Count} rows with {string.Join(", ", known.Select(metric => metric.Column))}; use at most that many.");
        }

        var target = new Objective { Metric = device.Metric!, Goal = Goal.Minimise, Device = device.Id };
        var (measured, fault) = device.Column is { } column ? OfColumn(column)
            : search is null ? OfMeasurements(device, space)
            : (OfSearch(target, evaluations), null);
        if (fault is not null)
        {
            return (null, fault);
        }

        if (measured.Count < LeastMeasurements)
        {
            var pointer = device.Column is not null ? "/device/column" : search is null ? "/device/measurements" : "/search";
            return Refuse(pointer, $"There are {measured.Count} measurements of {target.Name}; give at least {LeastMeasurements}, preferably {NewDevice.UsualRows}.");
        }

        var specification = search is not null ? search.Space with { Recipe = null } : space.DefaultSkeleton with
        {
            Channels = device.Channels ?? space.DefaultSkeleton.Channels,
            CellsPerStage = device.CellsPerStage ?? space.DefaultSkeleton.CellsPerStage,
        };
        var dataset = search?.Dataset ?? new DatasetSpecification { Name = asked.Name, TrainingImages = 0, ValidationImages = 0 };
        var examples = measured.Select(one => new SurrogateExample(one.Architecture, new Dictionary<string, double> { [target.Name] = one.Value }));
        var learnable = new LearnableExamples([target], Fidelity.FullName, [.. examples]);
        return (new FitMaterial(specification, dataset, search?.Dataset.Shape ?? TableImages.Shape, learnable)
        {
            Known = TableDevices.Know(table, space, known, rows),
        }, null);

        (IReadOnlyList<DeviceMeasurement> Measured, FieldError? Fault) OfColumn(string column)
        {
            int[] pool = [.. rows.Where(row => table.Column(column)[row] > 0)];
            return ([.. TableDevices.Choose(table, space, known, pool, device.Rows ?? NewDevice.UsualRows)
                .Select(row => new DeviceMeasurement(space.Format(table.Architectures[row]), table.Column(column)[row]))], null);
        }
    }

    static string[] ColumnsOf(TableDescription table, FitRequest fit) =>
        fit.Table!.Metrics is { Count: > 0 } named ? [.. named] : [.. TableDevices.KnownTo(table, fit.Device!).Select(metric => metric.Column)];

    static (IReadOnlyList<DeviceMeasurement> Measured, FieldError? Fault) OfMeasurements(NewDevice device, SearchSpace space)
    {
        var values = new Dictionary<string, double>();
        foreach (var (place, measurement) in device.Measurements.Index())
        {
            if (!space.TryParse(measurement.Architecture, out var architecture, out var error))
            {
                return ([], new FieldError($"/device/measurements/{place}/architecture", $"It is not an architecture of {space.Name}. {error}"));
            }

            if (!values.TryAdd(space.Format(space.Canonicalise(architecture)), measurement.Value))
            {
                return ([], new FieldError($"/device/measurements/{place}/architecture", "It occurs more than once; keep one measurement of each architecture."));
            }
        }

        return ([.. values.Select(one => new DeviceMeasurement(one.Key, one.Value))], null);
    }

    static IReadOnlyList<DeviceMeasurement> OfSearch(Objective target, IReadOnlyList<Evaluation> evaluations) =>
    [
        .. evaluations.Where(evaluation => evaluation.Metrics.TryGetValue(target.Name, out var value) && value > 0)
            .DistinctBy(evaluation => evaluation.Architecture)
            .Take(NewDevice.MostMeasurements)
            .Select(evaluation => new DeviceMeasurement(evaluation.Architecture, evaluation.Metrics[target.Name])),
    ];

    static (FitMaterial? Material, FieldError? Fault) Refuse(string pointer, string message) => (null, new FieldError(pointer, message));
}
