using Serverless.Algorithms;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Application.Tables;
using Serverless.Core.Generators;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Application.Generators;

/// <summary>Gathers the training data of a requested generator: evaluations of searches, rows of a table, and measurements of devices.</summary>
public sealed class GeneratorMaterials(GeneratorSearches searches, TableLibrary tables, DeviceCatalogue devices)
{
    /// <summary>Gathers the data; the result depends only on the request and on what is stored.</summary>
    /// <param name="id">The id of the future generator.</param>
    /// <param name="fit">A valid request.</param>
    /// <param name="at">The current time.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>The order, or the reasons why there is none.</returns>
    /// <exception cref="DocumentException">A blob is missing or broken.</exception>
    /// <exception cref="TableException">The table is broken.</exception>
    public async Task<(GeneratorOrder? Order, IReadOnlyList<FieldError> Faults)> GatherAsync(
        string id, GeneratorRequest fit, DateTimeOffset at, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(fit);
        SearchedMaterial? searched = null;
        if (fit.Searches.Count > 0)
        {
            (searched, var faults) = await searches.GatherAsync(fit, (await tables.ListAsync(cancellation)).Tables, cancellation);
            if (searched is null)
            {
                return (null, faults);
            }
        }

        var rows = fit.Table is null ? null : await ReadRowsAsync(fit, searched, cancellation);
        if (rows?.Fault is { } misfit)
        {
            return (null, [misfit]);
        }

        SurrogateExample[] qualities = [.. searched?.Qualities ?? [], .. rows?.Qualities ?? []];
        if (qualities.Length < SurrogateSpecification.FewestStartupTrials)
        {
            return (null, [new FieldError(
                fit.Table is null ? "/searches" : "/table/rows",
                $"There are {qualities.Length} architectures with a known quality; a fit needs at least {SurrogateSpecification.FewestStartupTrials}, preferably {GeneratorRows.Usual}.")]);
        }

        var specification = searched?.Request.Space ?? rows!.Space.DefaultSkeleton; // there is one of both
        var shape = searched?.Evaluator.Shape ?? TableImages.Shape;
        var space = searched?.Evaluator.Space ?? rows!.Space;
        var references = ReferencesOf(fit, rows, space, specification, shape);
        var (ordered, unmeasured) = await MeasuredAsync(fit, rows, space, specification, shape, references, cancellation);
        return unmeasured.Count > 0 ? (null, unmeasured) : (new GeneratorOrder
        {
            Id = id,
            Request = fit,
            Space = specification,
            Dataset = searched?.Request.Dataset ?? new DatasetSpecification { Name = fit.Table!.Name, TrainingImages = 0, ValidationImages = 0 },
            Shape = shape,
            Quality = searched?.Quality ?? rows!.Quality,
            Cost = new Objective { Metric = fit.Cost, Goal = Goal.Minimise },
            Fidelity = searched?.Fidelity ?? Fidelity.FullName,
            References = [.. references.Select(space.Format)],
            Devices = ordered,
            Qualities = qualities,
            Costs = KnownCosts.Merge([.. searched?.Costs ?? [], .. rows?.Costs ?? []]),
            CreatedAt = at,
        }, []);
    }

    async Task<DrawnRows> ReadRowsAsync(GeneratorRequest fit, SearchedMaterial? searched, CancellationToken cancellation)
    {
        var asked = fit.Table!; // as the caller says
        var column = fit.Quality ?? searched!.Quality.Metric; // as it was read
        RequestedDevice[] columns = [.. fit.Devices.Where(device => device.Column is not null)];
        var table = await tables.ReadAsync(asked.Name, _ => [column, .. columns.Select(device => device.Column!)], cancellation);
        var space = table.Description.FindSpace(searched?.Request.Space.Name ?? asked.Space ?? table.Description.SpaceNames[0])
            ?? throw new TableException(asked.Name, $"The table now is for {string.Join(", ", table.Description.SpaceNames)}. Use one of these.");
        var metric = table.Description.Find(column) ?? throw new TableException(asked.Name, $"The table no longer has the column '{column}'. Restore it.");
        var known = (searched?.Qualities ?? []).Select(example => example.Architecture).ToHashSet();
        int[] rows = [.. TableExamples.RowsOf(table, space, [metric]).Where(row => !known.Contains(space.Format(table.Architectures[row])))];
        if (asked.Rows > rows.Length)
        {
            return new DrawnRows(table, space, metric.ToObjective(), [], [])
            {
                Fault = new FieldError("/table/rows", $"There are {rows.Length} rows with {column}{(known.Count > 0 ? " besides what the searches have evaluated" : "")}, each better than chance; use at most that many."),
            };
        }

        var qualities = TableExamples.Draw(table, space, [metric], rows, asked.Rows, fit.Seed);

        // Architectures that searches have evaluated are in the table too; for devices that are table columns the costs of both come from there.
        return new DrawnRows(table, space, metric.ToObjective(), qualities, [.. (searched?.Qualities ?? []).Concat(qualities).Select(CostOf).Where(example => example.Values.Count > 0)]);

        SurrogateExample CostOf(SurrogateExample example)
        {
            var row = space.TryParse(example.Architecture, out var architecture, out _) ? table.RowOf(architecture) : null;
            return new SurrogateExample(
                example.Architecture,
                columns.Where(device => row is { } there && table.Column(device.Column!)[there] > 0)
                    .ToDictionary(device => device.NameOf(), device => table.Column(device.Column!)[row!.Value]));
        }
    }

    /// <summary>
    /// Returns the reference architectures of the space if the table has the costs of all of them for every device that is a column, otherwise
    /// reference architectures chosen in the same way among its rows.
    /// </summary>
    static IReadOnlyList<Architecture> ReferencesOf(
        GeneratorRequest fit, DrawnRows? rows, SearchSpace space, SpaceSpecification specification, ImageShape shape)
    {
        var usual = ReferenceArchitectures.Of(space, specification, shape);
        return rows is null || fit.Devices.All(device => device.Column is null) || usual.All(HasAll) ? usual : ReferenceArchitectures.Among(
            space, specification, shape, [.. rows.Table.Architectures.Where(architecture => space.Canonicalise(architecture).Equals(architecture) && HasAll(architecture))]);

        bool HasAll(Architecture architecture) => rows!.Table.RowOf(architecture) is { } row
            && fit.Devices.All(device => device.Column is null || rows.Table.Column(device.Column)[row] > 0);
    }

    async Task<(IReadOnlyList<OrderedDevice> Devices, IReadOnlyList<FieldError> Faults)> MeasuredAsync(
        GeneratorRequest fit,
        DrawnRows? rows,
        SearchSpace space,
        SpaceSpecification specification,
        ImageShape shape,
        IReadOnlyList<Architecture> references,
        CancellationToken cancellation)
    {
        var (ordered, faults) = (new List<OrderedDevice>(), new List<FieldError>());
        var registered = fit.Devices.All(device => device.Id is null) ? [] : (await devices.ListAsync(cancellation)).Devices;
        foreach (var (place, device) in fit.Devices.Index())
        {
            var (values, fault) = device.Column is { } column
                ? DeviceReferences.Checked(column, [.. references.Select(reference => rows!.Table.Column(column)[rows.Table.RowOf(reference)!.Value])]) // references are among its rows
                : registered.FirstOrDefault(known => known.Id == device.Id) is { } found
                    ? DeviceReferences.Of(found, fit.Cost, specification, shape, [.. references.Select(space.Format)])
                    : (null, $"There is no device '{device.Id}'; GET /api/devices lists the existing devices.");
            if (fault is not null)
            {
                faults.Add(new FieldError(device.Id is null ? $"/devices/{place}" : $"/devices/{place}/id", fault));
            }
            else
            {
                ordered.Add(new OrderedDevice(device.NameOf(), values!));
            }
        }

        return (ordered, faults);
    }

    /// <param name="Table">The table.</param>
    /// <param name="Space">The space of the architectures.</param>
    /// <param name="Quality">The quality objective.</param>
    /// <param name="Qualities">The qualities of the rows that were drawn.</param>
    /// <param name="Costs">The costs of these architectures on devices that are columns.</param>
    sealed record DrawnRows(ArchitectureTable Table, SearchSpace Space, Objective Quality, IReadOnlyList<SurrogateExample> Qualities, IReadOnlyList<SurrogateExample> Costs)
    {
        public FieldError? Fault { get; init; }
    }
}
