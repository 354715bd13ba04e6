using System.Text.Json.Serialization;
using Serverless.Inference.Surrogates;
using Serverless.Learning.Surrogates;
using Serverless.Spaces;

namespace Serverless.Bench.Surrogates.Ranking;

/// <summary>Fits a surrogate to some rows of a table and judges it by all others.</summary>
static class RankRunner
{
    /// <param name="task">What to fit.</param>
    /// <param name="members">Of the ensemble.</param>
    /// <param name="cancellation">Stops the fit.</param>
    /// <exception cref="SurrogateFitException">The kind cannot be fitted to the space.</exception>
    public static RankResult Run(RankTask task, int members, CancellationToken cancellation)
    {
        var (cells, kind, size, seed) = task;
        var split = CellSplit.Draw(cells, size, seed);
        var set = TableTargets.Of(cells.Problem, [.. split.Training.Select(place => cells.Rows[place])]);
        var started = TimeProvider.System.GetTimestamp();
        using var fitted = SurrogateFitters.Find(kind)!.Fit(set, new SurrogateFitOptions { Seed = seed, Members = members }, cancellation);
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;

        IReadOnlyList<Architecture> architectures = [.. split.Test.Select(place => cells.Problem.Table.Architectures[cells.Rows[place]])];
        using var scorer = new SurrogateScorer(kind, fitted.ToOnnx(), fitted.Metadata, cells.Problem.Space);
        started = TimeProvider.System.GetTimestamp();
        var predictions = scorer.Score(architectures, cancellation);
        var scoring = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        var order = PredictedOrder.Of(cells.Problem, predictions);
        return new RankResult(split.Test.Count, RankFigures.Of(cells, split.Test, predictions), ChosenCells.Of(cells, split, order), seconds, architectures.Count / scoring)
        {
            Task = task,
        };
    }
}

/// <summary>What came of a fit.</summary>
/// <param name="TestRows">Rows that it was judged by.</param>
/// <param name="Figures">How well it ranked them.</param>
/// <param name="Chosen">What it would have found by score, or by the ranks of predicted values.</param>
/// <param name="FitSeconds">From rows to predictor, wall clock.</param>
/// <param name="ScoresPerSecond">From architectures to predictions, encoding included, by ONNX Runtime on one thread.</param>
public sealed record RankResult(int TestRows, RankFigures Figures, ChosenCells Chosen, double FitSeconds, double ScoresPerSecond)
{
    /// <value>Which.</value>
    [JsonIgnore]
    public RankTask Task { get; init; } = null!; // not written to journals, which know it by its key
}

/// <summary>One fit and its judgement.</summary>
/// <param name="Cells">The problem.</param>
/// <param name="Kind">One of <see cref="Core.Surrogates.SurrogateKind"/>.</param>
/// <param name="Size">Rows to learn from.</param>
/// <param name="Seed">Of the draw and of the fit.</param>
public sealed record RankTask(RankedCells Cells, string Kind, int Size, int Seed);
