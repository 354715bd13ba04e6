using Serverless.Algorithms;
using Serverless.Application.Tables;
using Serverless.Core.Engine;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;
using Serverless.Core.Validation;

namespace Serverless.Application.Surrogates;

/// <summary>Draws the training data of a fit from rows of a table, alone or in addition to the evaluations of a search of that table.</summary>
public sealed class TableMaterials(TableLibrary tables)
{
    /// <param name="fit">A request that names rows of a table.</param>
    /// <param name="search">The request of the search; null when there is none.</param>
    /// <param name="own">The evaluations of that search.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <returns>The data, or the reason why there is none.</returns>
    /// <exception cref="TableException">The table is broken.</exception>
    public async Task<(FitMaterial? Material, FieldError? Fault)> GatherAsync(
        FitRequest fit, SearchRequest? search, LearnableExamples own, CancellationToken cancellation)
    {
        var asked = fit.Table!; // as the caller says
        if (search is not null && FaultOf(asked, search) is { } misfit)
        {
            return (null, misfit);
        }

        string[] columns = [.. search?.Objectives.Select(objective => objective.Metric) ?? asked.Metrics];
        var table = await tables.ReadAsync(asked.Name, _ => [.. columns, .. asked.Curve], cancellation);
        var description = table.Description;
        var space = description.FindSpace(search?.Space.Name ?? asked.Space ?? description.SpaceNames[0])
            ?? throw new TableException(asked.Name, $"The table is of {string.Join(", ", description.SpaceNames)} now. Ask for one of these.");
        TableMetric[] metrics = [.. columns.Select(column => description.Find(column)
            ?? throw new TableException(asked.Name, $"The table no longer has the column '{column}'. Restore it."))];
        var known = own.Examples.Select(example => example.Architecture).ToHashSet();
        int[] rows = [.. TableExamples.RowsOf(table, space, metrics).Where(row => !known.Contains(space.Format(table.Architectures[row])))];
        if (asked.Rows > rows.Length)
        {
            return (null, new FieldError(
                "/table/rows",
                $"There are {rows.Length} rows{(known.Count > 0 ? " besides what the search has evaluated" : "")} with {string.Join(", ", columns)}, each better than chance; use at most that many."));
        }

        if (asked.Rows + own.Examples.Count < SurrogateSpecification.FewestStartupTrials)
        {
            return (null, new FieldError("/table/rows", $"A fit needs at least {SurrogateSpecification.FewestStartupTrials} examples; use more rows."));
        }

        IReadOnlyList<SurrogateExample> drawn = TableExamples.Draw(table, space, metrics, rows, asked.Rows, fit.Seed, asked.Curve);
        var targets = search?.Objectives ?? [.. metrics.Select(metric => metric.ToObjective())];
        var learnable = new LearnableExamples(targets, Fidelity.FullName, [.. own.Examples, .. drawn]) { CurvePoints = asked.Curve };
        return (new FitMaterial(
            search?.Space ?? space.DefaultSkeleton,
            search?.Dataset ?? new DatasetSpecification { Name = asked.Name, TrainingImages = 0, ValidationImages = 0 },
            TableImages.Shape,
            learnable), null);
    }

    static FieldError? FaultOf(TableRows asked, SearchRequest search) =>
        search.Table != asked.Name ? new FieldError(
            "/table/name",
            search.Table is { } other
                ? $"The search looks up its candidates in '{other}'; use that table, or remove the search."
                : "The search trains its candidates, so its results and the table's are not on the same scale; remove one of them.")
        : asked.Space is not null && asked.Space != search.Space.Name ? new FieldError(
            "/table/space", $"The search is of {search.Space.Name}; remove this field.")
        : asked.Metrics.Count > 0 && !asked.Metrics.ToHashSet().SetEquals(search.Objectives.Select(objective => objective.Metric)) ? new FieldError(
            "/table/metrics", $"The search's objectives are {string.Join(", ", search.Objectives.Select(objective => objective.Metric))}; remove this field.")
        : search.Objectives.Select(objective => objective.Metric).FirstOrDefault(asked.Curve.Contains) is { } predicted ? new FieldError(
            "/table/curve", $"'{predicted}' is an objective of the search and therefore predicted; remove it from the curve.")
        : null;
}
