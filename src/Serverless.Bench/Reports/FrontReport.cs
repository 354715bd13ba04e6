using Serverless.Bench.Problems;

namespace Serverless.Bench.Reports;

/// <summary>A true front.</summary>
/// <param name="Convention">The convention.</param>
/// <param name="CountingArchitectures">Rows that count in it.</param>
/// <param name="Vectors">Distinct nondominated vectors.</param>
/// <param name="Hypervolume">What they dominate, scaled.</param>
/// <param name="ReachableFraction">Of that, what a search can reach: 1 unless the space merges candidates.</param>
public sealed record FrontReport(Convention Convention, int CountingArchitectures, int Vectors, double Hypervolume, double ReachableFraction);
