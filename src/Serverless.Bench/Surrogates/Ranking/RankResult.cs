namespace Serverless.Bench.Surrogates.Ranking;

/// <summary>What came of a fit.</summary>
/// <param name="Task">Which.</param>
/// <param name="TestRows">Rows that it was judged by.</param>
/// <param name="Figures">How well it ranked them.</param>
/// <param name="FitSeconds">From rows to predictor, wall clock.</param>
/// <param name="ScoresPerSecond">From architectures to predictions, encoding included, by ONNX Runtime on one thread.</param>
public sealed record RankResult(RankTask Task, int TestRows, RankFigures Figures, double FitSeconds, double ScoresPerSecond);
