using Serverless.Bench.Problems;
using Serverless.Bench.Statistics;

namespace Serverless.Bench.Reports;

/// <summary>Evaluations until a part of the true hypervolume; infinite for searches that did not get there.</summary>
/// <param name="Convention">The convention.</param>
/// <param name="Fraction">0.95, 0.99 or 0.999.</param>
/// <param name="Evaluations">Quartiles by nearest rank.</param>
public sealed record NeedReport(Convention Convention, double Fraction, Quartiles Evaluations);
