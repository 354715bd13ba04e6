using Serverless.Bench.Statistics;
using Serverless.Bench.Surrogates.Ranking;

namespace Serverless.Bench.Surrogates.Reports;

/// <summary>How well a kind predicted ranks from so many rows; spreads are over seeds.</summary>
/// <param name="Problem">Its label or name.</param>
/// <param name="Metrics">Its objectives, in order.</param>
/// <param name="Kind">The kind of surrogate.</param>
/// <param name="Size">Rows that it learnt from.</param>
/// <param name="TestRows">Rows that it was judged by.</param>
/// <param name="RankTau">Kendall's τ-b with the true Pareto rank.</param>
/// <param name="TopRankTau">The same among the truly best tenth.</param>
/// <param name="ExpectedRankTau">Kendall's τ-b of expected ranks with the true ones; NaN for a kind without values.</param>
/// <param name="Ceiling">What noise leaves to be predicted; null where it cannot be told.</param>
/// <param name="Coverage">By objective, the share of rows in intervals of 80 %.</param>
/// <param name="Measured">Rows that a choice by the surrogate, once, from the whole table measures: those learnt from, and those chosen.</param>
/// <param name="ChosenTight">Hypervolume of these over the true front's, in the convention tight.</param>
/// <param name="ChosenConnected">The same, connected.</param>
/// <param name="Searched">Rows of the last population of a search on scores alone; 0 where that is not told.</param>
/// <param name="SearchedTight">Hypervolume of these over the true front's, in the convention tight; NaN where it is not told.</param>
/// <param name="SearchedConnected">The same, connected.</param>
/// <param name="ObjectiveTau">Kendall's τ-b by objective.</param>
/// <param name="ObjectiveSpearman">Spearman's ρ by objective.</param>
/// <param name="FitSeconds">Wall clock.</param>
/// <param name="ScoresPerSecond">Encoding included.</param>
public sealed record RankReport(
    string Problem,
    IReadOnlyList<string> Metrics,
    string Kind,
    int Size,
    int TestRows,
    Spread RankTau,
    Spread TopRankTau,
    Spread ExpectedRankTau,
    NoiseCeiling? Ceiling,
    IReadOnlyList<Spread> Coverage,
    int Measured,
    Spread ChosenTight,
    Spread ChosenConnected,
    int Searched,
    Spread SearchedTight,
    Spread SearchedConnected,
    IReadOnlyList<Spread> ObjectiveTau,
    IReadOnlyList<Spread> ObjectiveSpearman,
    Spread FitSeconds,
    Spread ScoresPerSecond);
