using Serverless.Bench.Statistics;

namespace Serverless.Bench.Surrogates.Reports;

/// <summary>What searches with a kind of surrogate, or without, reached; spreads are over seeds.</summary>
/// <param name="Problem">Its label or name.</param>
/// <param name="Algorithm">What proposed.</param>
/// <param name="Kind">The surrogate; null: none.</param>
/// <param name="Evaluations">Distinct candidates a search.</param>
/// <param name="Fractions">By number of evaluations.</param>
/// <param name="TightNeed">Evaluations until 99 % of the true hypervolume, tight; infinite for searches that did not get there.</param>
/// <param name="ConnectedNeed">The same, connected.</param>
/// <param name="Seconds">Of the algorithm, fits and predictions.</param>
public sealed record SearchReport(
    string Problem,
    string Algorithm,
    string? Kind,
    int Evaluations,
    IReadOnlyList<SearchFraction> Fractions,
    Spread TightNeed,
    Spread ConnectedNeed,
    Spread Seconds);

/// <summary>Hypervolume over the true front's after some evaluations.</summary>
/// <param name="Evaluations">Distinct candidates.</param>
/// <param name="Tight">In the convention tight.</param>
/// <param name="Connected">In the convention connected, which is loose.</param>
public sealed record SearchFraction(int Evaluations, Spread Tight, Spread Connected);
