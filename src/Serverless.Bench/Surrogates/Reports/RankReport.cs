using Serverless.Bench.Statistics;
using Serverless.Bench.Surrogates.Ranking;

namespace Serverless.Bench.Surrogates.Reports;

/// <summary>The quality of a kind's predicted ranks after learning from a number of rows; spreads are over seeds.</summary>
/// <param name="Problem">The label or the name of the problem.</param>
/// <param name="Metrics">The objectives of the problem, in order.</param>
/// <param name="Kind">The kind of surrogate.</param>
/// <param name="Size">The number of rows that it learnt from.</param>
/// <param name="TestRows">The number of rows on which it was evaluated.</param>
/// <param name="RankTau">Kendall's τ-b with the true Pareto ranks.</param>
/// <param name="TopRankTau">The same among the best tenth by true rank.</param>
/// <param name="ExpectedRankTau">Kendall's τ-b of expected ranks with the true ones; NaN for a kind without values.</param>
/// <param name="Ceiling">The best result that noise allows; null where it cannot be determined.</param>
/// <param name="Repeatability">What a second measurement of the same networks has; null where it cannot be determined.</param>
/// <param name="Coverage">The share of rows within the 80 % intervals, by objective.</param>
/// <param name="Measured">
/// The number of rows measured when the surrogate chooses once from the whole table: those learnt from, and those chosen.
/// </param>
/// <param name="ChosenTight">The hypervolume of these rows relative to the true front's, in the convention tight.</param>
/// <param name="ChosenConnected">The same, in the convention connected.</param>
/// <param name="Searched">The number of rows in the last population of a search on scores alone; 0 when it is not known.</param>
/// <param name="SearchedTight">The hypervolume of these rows relative to the true front's, in the convention tight; NaN when it is not known.</param>
/// <param name="SearchedConnected">The same, in the convention connected.</param>
/// <param name="ObjectiveTau">Kendall's τ-b by objective.</param>
/// <param name="ObjectiveSpearman">Spearman's ρ by objective.</param>
/// <param name="FitSeconds">The time of the fit, in seconds of wall clock.</param>
/// <param name="ScoresPerSecond">The rate of predictions, including encoding.</param>
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
    Repeatability? Repeatability,
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
