using Serverless.Core.Surrogates;
using Serverless.Core.Tables;

namespace Serverless.Bench.Surrogates.Ranking;

/// <summary>
/// What kinds that fit each target apart predict of columns: the same in every problem that has the column and the rows, so each is fitted
/// once for a kind, size and seed. Not safe to share between threads.
/// </summary>
sealed class ColumnFits
{
    readonly List<(RankTask Task, TableMetric Metric, FitOutcome Outcome)> _known = [];

    /// <summary>What is known of a column, or what <paramref name="fit"/> makes known. Columns of the last kind, size and seed are kept alone.</summary>
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

/// <summary>What was predicted, and what that took.</summary>
/// <param name="Predictions">Of the rows that were not learnt from, in their order.</param>
/// <param name="Learnt">Of those that were, in theirs.</param>
/// <param name="FitSeconds">From rows to predictor.</param>
/// <param name="ScoringSeconds">From architectures to predictions.</param>
sealed record FitOutcome(SurrogatePredictions Predictions, SurrogatePredictions Learnt, double FitSeconds, double ScoringSeconds)
{
    /// <summary>Predictions of several columns as those of one surrogate; the seconds add up.</summary>
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

    /// <summary>Of all rows, those learnt from first.</summary>
    public SurrogatePredictions All() => new(
        Learnt.Count + Predictions.Count,
        Predictions.Members,
        Predictions.Objectives,
        Predictions.HasScores ? [.. Learnt.Scores, .. Predictions.Scores] : null,
        Predictions.HasObjectives ? [.. Learnt.Values, .. Predictions.Values] : null);
}
