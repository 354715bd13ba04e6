using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tables;
using Serverless.Spaces;

namespace Serverless.Core.Evaluators;

/// <summary>Looks candidates up in a table of measured architectures: nothing is trained, and a candidate without a row has no metrics.</summary>
public sealed class TableEvaluator : CandidateEvaluator
{
    const string Provenance = "table";

    static readonly Dictionary<string, double> Nothing = [];

    readonly ArchitectureTable _table;
    readonly TableMetric[] _objectives;
    readonly string[] _columns;
    readonly RungLadder _ladder;

    /// <param name="request">The request of the search, whose objectives and constraints name columns of the table.</param>
    /// <param name="table">The table.</param>
    /// <exception cref="TableException">
    /// The space of the table has changed since the request was accepted, or the table lacks a column or an optional file that the search needs.
    /// </exception>
    public TableEvaluator(SearchRequest request, ArchitectureTable table)
        : base(
            request,
            table.Description.FindSpace(request.Space.Name) ?? throw new TableException(
                table.Description.Name,
                $"The table is of {string.Join(", ", table.Description.SpaceNames)}, the search is of {request.Space.Name}. Restore the table that the search started with."),
            TableImages.Shape)
    {
        _table = table;
        Screening = TableScreening.Of(request, table.Description);
        _objectives = [.. request.Objectives.Select(objective => table.Description.Find(objective.Metric)).OfType<TableMetric>()];
        _columns = [.. LookedUp(request)];
        _ladder = RungLadder.Of(request);

        // A missing optional file is reported before any candidate is proposed.
        foreach (var column in ColumnsOf(request, table.Description).Where(column => table.Description.Find(column) is not null))
        {
            Array.ForEach([.. Enumerable.Range(1, _ladder.Count)], rung => table.Require(ColumnAt(column, rung)));
        }
    }

    /// <summary>Returns the columns that a search needs; the table can lack some of them.</summary>
    /// <exception cref="TableException">The table lacks columns that the algorithm searches by.</exception>
    public static IEnumerable<string> ColumnsOf(SearchRequest request, TableDescription table) =>
        LookedUp(request).Union(TableScreening.Of(request, table).Select(objective => objective.Metric));

    /// <inheritdoc/>
    public override bool TakesJobs => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Objective> Targets => Request.Objectives;

    /// <inheritdoc/>
    public override IReadOnlyList<Objective> Screening { get; }

    /// <inheritdoc/>
    /// <value>An empty list: constraints are checked when the row is known.</value>
    public override IReadOnlyList<Constraint> KnownConstraints => [];

    /// <inheritdoc/>
    /// <returns>An empty dictionary; for an algorithm that searches by zero-cost metrics, the metrics that it screens by.</returns>
    public override IReadOnlyDictionary<string, double> KnownOf(Architecture architecture) =>
        Screening.Count > 0 && _table.Find(architecture) is { } found ? ValuesOf(found, Screening.Select(objective => objective.Metric), _ladder.Count) : Nothing;

    /// <inheritdoc/>
    /// <returns>Whether the candidate is better than chance in every objective.</returns>
    public override bool Counts(Evaluation evaluation) => TableMetric.AllCount(
        _objectives, [.. _objectives.Select(metric => evaluation.Metrics.GetValueOrDefault(metric.Column, double.NaN))]);

    /// <inheritdoc/>
    /// <returns>
    /// All constraints; below the last rung, without constraints on columns that the table also has for shorter trainings, since they limit the value
    /// after a whole training.
    /// </returns>
    public override IReadOnlyList<Constraint> ConstraintsAt(string fidelity) => RungOf(fidelity) == _ladder.Count
        ? Request.Constraints
        : [.. Request.Constraints.Where(constraint => _table.Description.Find(constraint.Metric) is not { Lower.Count: > 0 })];

    /// <summary>Looks up the metrics of a candidate; a candidate whose values the table does not have fails with a message.</summary>
    /// <remarks>
    /// In a search with rungs, values are read at the rung that the fidelity names: from the columns for trainings of that length, under the names of
    /// the metrics.
    /// </remarks>
    /// <param name="started">The started evaluation, without metrics.</param>
    /// <param name="architecture">The architecture of the candidate.</param>
    public Evaluation LookUp(Evaluation started, Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(started);
        if (_table.Find(architecture) is not { } found)
        {
            return Outcomes.Fail(started, $"The table '{_table.Description.Name}' does not contain the candidate.");
        }

        var rung = RungOf(started.Fidelity);
        var values = ValuesOf(found, _columns.Union(Screening.Select(objective => objective.Metric)), rung);
        var evaluation = started with { Metrics = values, Provenance = values.ToDictionary(value => value.Key, _ => Provenance) };
        return !_columns.All(values.ContainsKey)
            ? Outcomes.Fail(evaluation, $"The table '{_table.Description.Name}' has no {string.Join(", ", _columns.Except(values.Keys))} for the candidate.")
            : ConstraintsAt(started.Fidelity).Any(constraint => constraint.Violation(values[constraint.Metric]) > 0) ? Outcomes.Infeasible(evaluation)
            : RungOutcomes.Note(evaluation with { Status = EvaluationStatus.Completed }, isCached: false, _ladder, rung);
    }

    /// <inheritdoc/>
    /// <value>The objectives of columns whose metric is counted from an architecture; NaN for the others. Null when there are none.</value>
    public override Func<Architecture, IReadOnlyList<double>>? KnownObjectives => Request.Objectives.Any(IsCounted)
        ? architecture => _table.Find(architecture) is { } found
            ? [.. Request.Objectives.Select(objective => IsCounted(objective) ? objective.Minimised(found(objective.Metric)) : double.NaN)]
            : [.. Request.Objectives.Select(_ => double.NaN)]
        : null;

    bool IsCounted(Objective objective) =>
        _table.Description.Find(objective.Metric)?.Metric is { } metric && Metric.Find(metric)?.Source == MetricSource.Analytic;

    static IEnumerable<string> LookedUp(SearchRequest request) =>
        request.Objectives.Select(objective => objective.Metric).Union(request.Constraints.Select(constraint => constraint.Metric));

    int RungOf(string fidelity) => Enumerable.Range(1, _ladder.Count).First(rung => rung == _ladder.Count || _ladder.FidelityOf(rung) == fidelity);

    string ColumnAt(string column, int rung) =>
        rung < _ladder.Count && _table.Description.Find(column) is { } metric ? metric.ColumnAt(_ladder.EpochsOf(rung)) : column;

    Dictionary<string, double> ValuesOf(Func<string, double> found, IEnumerable<string> columns, int rung) => columns
        .Select(column => KeyValuePair.Create(column, found(ColumnAt(column, rung))))
        .Where(value => !double.IsNaN(value.Value))
        .ToDictionary();
}
