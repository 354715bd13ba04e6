using Serverless.Core.Surrogates;
using Serverless.Core.Tables;

namespace Serverless.Bench.Surrogates.Ranking;

/// <summary>
/// Caches the predictions for columns of kinds that fit each target separately. They are the same in every problem with that column and those rows,
/// so each is fitted once per kind, size and seed. Not safe to share between threads.
/// </summary>
sealed class ColumnFits
{
    readonly List<(RankTask Task, TableMetric Metric, FitOutcome Outcome)> _known = [];

    /// <summary>
    /// Returns the cached predictions for a column, or those that <paramref name="fit"/> computes. Only columns of the latest kind, size and seed are
    /// cached.
    /// </summary>
    public FitOutcome Of(RankTask task, TableMetric metric, Func<FitOutcome> fit)
    {
        if (_known.Count > 0 && _known[0].Task.Unit != task.Unit)
        {
            _known.Clear();
        }

        if (_known.Find(known => known.Metric == metric && IsSame(known.Task.Cells, task.Cells)) is { Outcome: not null } there)
        {
            return there.Outcome;
        }

        var outcome = fit();
        _known.Add((task, metric, outcome));
        return outcome;
    }

    static bool IsSame(RankedCells first, RankedCells second) =>
        first.Problem.Table.Description.Name == second.Problem.Table.Description.Name && first.Problem.Space.Name == second.Problem.Space.Name
        && first.Rows.SequenceEqual(second.Rows);
}

/// <summary>The predictions of a fit, and the time they took.</summary>
/// <param name="Predictions">The predictions for the rows that were not learnt from, in their order.</param>
/// <param name="Learnt">The predictions for the rows that were learnt from, in their order.</param>
/// <param name="FitSeconds">The time from rows to predictor, in seconds.</param>
/// <param name="ScoringSeconds">The time from architectures to predictions, in seconds.</param>
sealed record FitOutcome(SurrogatePredictions Predictions, SurrogatePredictions Learnt, double FitSeconds, double ScoringSeconds)
{
    /// <summary>Joins the predictions for several columns to those of one surrogate; the times are summed.</summary>
    public static FitOutcome Join(IReadOnlyList<FitOutcome> columns) => new(
        Join([.. columns.Select(column => column.Predictions)]),
        Join([.. columns.Select(column => column.Learnt)]),
        columns.Sum(column => column.FitSeconds),
        columns.Sum(column => column.ScoringSeconds));

    static SurrogatePredictions Join(IReadOnlyList<SurrogatePredictions> columns)
    {
        var (count, members) = (columns[0].Count, columns[0].Members);
        var values = new float[count * members * columns.Count];
        foreach (var (column, predictions) in columns.Index())
        {
            var own = predictions.Values;
            for (var i = 0; i < own.Length; i++)
            {
                values[(i * columns.Count) + column] = own[i];
            }
        }

        return new SurrogatePredictions(count, members, columns.Count, scores: null, values);
    }

    /// <summary>Returns the predictions for all rows, those learnt from first.</summary>
    public SurrogatePredictions All() => new(
        Learnt.Count + Predictions.Count,
        Predictions.Members,
        Predictions.Objectives,
        Predictions.HasScores ? [.. Learnt.Scores, .. Predictions.Scores] : null,
        Predictions.HasObjectives ? [.. Learnt.Values, .. Predictions.Values] : null);
}
