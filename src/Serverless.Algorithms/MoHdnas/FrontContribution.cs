using Serverless.Algorithms.Populations;
using Serverless.MultiObjective;

namespace Serverless.Algorithms.MoHdnas;

/// <summary>Computes how much each nondominated point adds to the hypervolume of its front.</summary>
/// <remarks>
/// Points are n × m, row-major, smaller is better; a value that is not finite is missing and counts as the worst of its metric's range.
/// </remarks>
public static class FrontContribution
{
    /// <summary>How far the reference point lies beyond the worst value, as a share of the values' range.</summary>
    const double Margin = 0.1;

    // A front of two points has equal contributions; rounding must not decide such ties.
    const int Digits = 12;

    /// <summary>
    /// Returns the contribution of every point, with each metric scaled to the range of all points; 0 for points outside the archive.
    /// </summary>
    /// <param name="points">n × m.</param>
    /// <param name="archive">The row indices of the points that no other point dominates.</param>
    /// <param name="metrics">The number of metrics m, at least 1.</param>
    /// <returns>n contributions; larger is better.</returns>
    public static double[] Of(ReadOnlySpan<double> points, IReadOnlyList<int> archive, int metrics)
    {
        ArgumentNullException.ThrowIfNull(archive);
        var contributions = new double[points.Length / metrics];
        var scaled = ObjectiveScale.Of(points, metrics).Apply(points);
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = double.IsFinite(points[i]) ? scaled[i] : 1;
        }

        var reference = new double[metrics];
        reference.AsSpan().Fill(1 + Margin);
        double[] front = [.. archive.SelectMany(row => scaled[(row * metrics)..((row + 1) * metrics)])];
        var volumes = HypervolumeContribution.OfEach(front, reference);
        for (var i = 0; i < archive.Count; i++)
        {
            contributions[archive[i]] = Math.Round(volumes[i], Digits);
        }

        return contributions;
    }
}
