using Serverless.Algorithms.Populations;
using Serverless.MultiObjective;

namespace Serverless.Algorithms.MoHdnas;

/// <summary>What each nondominated point adds to the volume of its front.</summary>
/// <remarks>Points are n × m, row-major, better when smaller; a value that is not finite is missing, and counts as the worst of its metric's range.</remarks>
public static class FrontContribution
{
    /// <summary>How far behind the worst value the reference lies, as a share of the values' range.</summary>
    const double Margin = 0.1;

    // Two points of a front always add equally much: such ties must not be decided by rounding.
    const int Digits = 12;

    /// <summary>The contribution of every point, each metric scaled to the range of all points; 0 outside the archive.</summary>
    /// <param name="points">n × m.</param>
    /// <param name="archive">Rows of those that no other dominates.</param>
    /// <param name="metrics">m, at least 1.</param>
    /// <returns>n; the larger the better.</returns>
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
