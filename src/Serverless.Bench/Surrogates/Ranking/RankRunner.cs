using System.Text.Json.Serialization;
using Serverless.Core.Tables;
using Serverless.Inference.Surrogates;
using Serverless.Learning.Surrogates;
using Serverless.Spaces;

namespace Serverless.Bench.Surrogates.Ranking;

/// <summary>Fits a surrogate to some rows of a table and evaluates it on all others.</summary>
static class RankRunner
{
    /// <param name="task">The task.</param>
    /// <param name="members">The number of members of the ensemble.</param>
    /// <param name="columns">The cache of fits of columns.</param>
    /// <param name="cancellation">The token that cancels the fit.</param>
    /// <exception cref="SurrogateFitException">The kind cannot be fitted to the space.</exception>
    public static RankResult Run(RankTask task, int members, ColumnFits columns, CancellationToken cancellation)
    {
        var cells = task.Cells;
        var fitter = SurrogateFitters.Find(task.Kind)!;
        var options = new SurrogateFitOptions { Seed = task.Seed, Members = members, Balancer = task.Balancer };
        var split = CellSplit.Draw(cells, task.Size, task.Seed);
        var metrics = cells.Problem.Metrics;
        var outcome = fitter.FitsTargetsApart
            ? FitOutcome.Join([.. metrics.Select(metric => columns.Of(task, metric, () => Fit(fitter, cells, split, [metric], options, cancellation)))])
            : Fit(fitter, cells, split, metrics, options, cancellation);
        var order = PredictedOrder.Of(cells.Problem, outcome.Predictions);
        return new RankResult(
            split.Test.Count, RankFigures.Of(cells, split.Test, outcome.Predictions), ChosenCells.Of(cells, split, order), outcome.FitSeconds,
            split.Test.Count / outcome.ScoringSeconds)
        {
            Scored = ScoredFront.Of(cells, [.. split.Training, .. split.Test], outcome.All()),
            Task = task,
        };
    }

    static FitOutcome Fit(
        ISurrogateFitter fitter, RankedCells cells, CellSplit split, IReadOnlyList<TableMetric> metrics, SurrogateFitOptions options, CancellationToken cancellation)
    {
        var set = TableTargets.Of(cells.Problem, metrics, [.. split.Training.Select(place => cells.Rows[place])]);
        var started = TimeProvider.System.GetTimestamp();
        using var fitted = fitter.Fit(set, options, cancellation);
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;

        IReadOnlyList<Architecture> At(IReadOnlyList<int> places) => [.. places.Select(place => cells.Problem.Table.Architectures[cells.Rows[place]])];
        var architectures = At(split.Test);
        using var scorer = new SurrogateScorer(fitter.Kind, fitted.ToOnnx(), fitted.Metadata, cells.Problem.Space);
        started = TimeProvider.System.GetTimestamp();
        var predictions = scorer.Score(architectures, cancellation);
        var scoringSeconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        return new FitOutcome(predictions, scorer.Score(At(split.Training), cancellation), seconds, scoringSeconds);
    }
}

/// <summary>The result of a fit.</summary>
/// <param name="TestRows">The number of rows on which it was evaluated.</param>
/// <param name="Figures">The quality of its ranking of these rows.</param>
/// <param name="Chosen">The architectures that it would have found, by score or by the ranks of predicted values.</param>
/// <param name="FitSeconds">
/// The time from rows to predictor, in seconds of wall clock; for a kind that fits targets separately, the sum over its targets.
/// </param>
/// <param name="ScoresPerSecond">The rate from architectures to predictions, including encoding, with ONNX Runtime on one thread.</param>
public sealed record RankResult(int TestRows, RankFigures Figures, ChosenCells Chosen, double FitSeconds, double ScoresPerSecond)
{
    /// <value>The result of a search on the surrogate's scores alone; null for a line of a journal that does not include it.</value>
    public ScoredFront? Scored { get; init; }

    /// <value>The task of the fit.</value>
    [JsonIgnore]
    public RankTask Task { get; init; } = null!; // not written to journals, which know it by its key
}

/// <summary>A task: one fit and its evaluation.</summary>
/// <param name="Cells">The problem.</param>
/// <param name="Kind">One of <see cref="Core.Surrogates.SurrogateKind"/>.</param>
/// <param name="Size">The number of rows to learn from.</param>
/// <param name="Seed">The seed of the draw of rows and of the fit.</param>
/// <param name="Balancer">The balancer of the losses; null for the default of the kind.</param>
public sealed record RankTask(RankedCells Cells, string Kind, int Size, int Seed, string? Balancer = null)
{
    /// <value>The label of the surrogate in answers.</value>
    public string Label => Balancer is null ? Kind : $"{Kind}:balancer={Balancer}";

    /// <value>The unit of tasks that share fits of columns.</value>
    internal string Unit => FormattableString.Invariant($"ranks {Label} size={Size} seed={Seed}");
}
