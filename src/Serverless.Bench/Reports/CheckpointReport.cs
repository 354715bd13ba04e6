using Serverless.Bench.Statistics;

namespace Serverless.Bench.Reports;

/// <summary>Where an algorithm's searches stand after some evaluations; quartiles are over searches.</summary>
/// <param name="Evaluations">Distinct candidates.</param>
/// <param name="TightFraction">Hypervolume over the true front's, convention tight.</param>
/// <param name="ConnectedFraction">The same, convention connected.</param>
/// <param name="Fraction">The same, in the report's convention.</param>
/// <param name="LogGap">Decimal logarithm of the hypervolume missing, in the report's convention.</param>
/// <param name="DistancePlus">IGD⁺ to the true front, in the report's convention.</param>
/// <param name="AgainstBaseline">Of the fractions in the report's convention, paired by seed; null for the baseline itself.</param>
public sealed record CheckpointReport(
    int Evaluations,
    Quartiles TightFraction,
    Quartiles ConnectedFraction,
    Quartiles Fraction,
    Quartiles LogGap,
    Quartiles DistancePlus,
    SignedRankTest? AgainstBaseline);
