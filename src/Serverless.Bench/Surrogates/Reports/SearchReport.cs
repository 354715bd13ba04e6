using Serverless.Bench.Statistics;

namespace Serverless.Bench.Surrogates.Reports;

/// <summary>The results of searches with a kind of surrogate, or without one; spreads are over seeds.</summary>
/// <param name="Problem">The label or name of the problem.</param>
/// <param name="Algorithm">The algorithm that proposed candidates.</param>
/// <param name="Kind">The kind of surrogate; null for none.</param>
/// <param name="Evaluations">The number of distinct candidates per search.</param>
/// <param name="Fractions">The hypervolumes by number of evaluations.</param>
/// <param name="TightNeed">The evaluations needed for 99 % of the true hypervolume, tight; infinite for searches that did not get there.</param>
/// <param name="ConnectedNeed">The same, connected.</param>
/// <param name="Seconds">The time of the algorithm, fits and predictions.</param>
public sealed record SearchReport(
    string Problem,
    string Algorithm,
    string? Kind,
    int Evaluations,
    IReadOnlyList<SearchFraction> Fractions,
    Spread TightNeed,
    Spread ConnectedNeed,
    Spread Seconds);

/// <summary>The hypervolume divided by the true front's after some evaluations.</summary>
/// <param name="Evaluations">The number of distinct candidates.</param>
/// <param name="Tight">The fraction in the convention tight.</param>
/// <param name="Connected">The fraction in the convention connected, which is loose.</param>
public sealed record SearchFraction(int Evaluations, Spread Tight, Spread Connected);
