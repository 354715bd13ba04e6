namespace Serverless.Bench.Surrogates.Ranking;

/// <summary>One fit and its judgement.</summary>
/// <param name="Cells">The problem.</param>
/// <param name="Kind">One of <see cref="Core.Surrogates.SurrogateKind"/>.</param>
/// <param name="Size">Rows to learn from.</param>
/// <param name="Seed">Of the draw and of the fit.</param>
public sealed record RankTask(RankedCells Cells, string Kind, int Size, int Seed);
