using System.Text.Json.Serialization;
using Serverless.Core.Tables;
using Serverless.Inference.Surrogates;
using Serverless.Learning.Surrogates;
using Serverless.Spaces;

namespace Serverless.Bench.Surrogates.Ranking;

/// <summary>Fits a surrogate to some rows of a table and judges it by all others.</summary>
static class RankRunner
{
    /// <param name="task">What to fit.</param>
    /// <param name="members">Of the ensemble.</param>
    /// <param name="columns">What is known of columns already.</param>
    /// <param name="cancellation">Stops the fit.</param>
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

/// <summary>What came of a fit.</summary>
/// <param name="TestRows">Rows that it was judged by.</param>
/// <param name="Figures">How well it ranked them.</param>
/// <param name="Chosen">What it would have found by score, or by the ranks of predicted values.</param>
/// <param name="FitSeconds">From rows to predictor, wall clock; of a kind that fits targets apart the sum over its targets.</param>
/// <param name="ScoresPerSecond">From architectures to predictions, encoding included, by ONNX Runtime on one thread.</param>
public sealed record RankResult(int TestRows, RankFigures Figures, ChosenCells Chosen, double FitSeconds, double ScoresPerSecond)
{
    /// <value>What a search on its scores alone would have ended with; null: a journal's line that does not tell.</value>
    public ScoredFront? Scored { get; init; }

    /// <value>Which.</value>
    [JsonIgnore]
    public RankTask Task { get; init; } = null!; // not written to journals, which know it by its key
}

/// <summary>One fit and its judgement.</summary>
/// <param name="Cells">The problem.</param>
/// <param name="Kind">One of <see cref="Core.Surrogates.SurrogateKind"/>.</param>
/// <param name="Size">Rows to learn from.</param>
/// <param name="Seed">Of the draw and of the fit.</param>
/// <param name="Balancer">How losses are balanced; null: as the kind does it.</param>
public sealed record RankTask(RankedCells Cells, string Kind, int Size, int Seed, string? Balancer = null)
{
    /// <value>What is fitted, as answers call it.</value>
    public string Label => Balancer is null ? Kind : $"{Kind}:balancer={Balancer}";

    /// <value>What shares fits of columns.</value>
    internal string Unit => FormattableString.Invariant($"ranks {Label} size={Size} seed={Seed}");
}
