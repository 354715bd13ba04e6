using Serverless.Bench.Statistics;

namespace Serverless.Bench.Surrogates.Reports;

/// <summary>Hypervolume over the true front's after some evaluations.</summary>
/// <param name="Evaluations">Distinct candidates.</param>
/// <param name="Tight">In the convention tight.</param>
/// <param name="Connected">In the convention connected, which is loose.</param>
public sealed record SearchFraction(int Evaluations, Spread Tight, Spread Connected);
