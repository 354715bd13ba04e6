using Serverless.MultiObjective;

namespace Serverless.Algorithms.Tpe;

/// <summary>Selects points that together dominate a large volume, one at a time.</summary>
/// <remarks>
/// Greedy hypervolume subset selection (Guerreiro, Fonseca, Paquete 2016): at least 1 − 1/e of the best subset's volume. The gain of a point only
/// shrinks while others are chosen, so only the points whose last known gain is the largest are computed again.
/// </remarks>
static class VolumeSubset
{
    /// <summary>How far the reference point lies beyond the worst values, as a share of them.</summary>
    const double Margin = 0.1;

    /// <summary>How far the reference point lies beyond a worst value of 0, of which there is no share.</summary>
    const double LeastMargin = 1e-12;

    /// <summary>Returns the indices of the selected points, in the order of selection; of equal gains the first wins.</summary>
    /// <param name="points">
    /// n × m, row-major, minimised. If some values are not finite, no volume can be computed and the first points are selected.
    /// </param>
    /// <param name="objectives">The number of objectives m.</param>
    /// <param name="count">The number of points to select, 0 to n.</param>
    public static IReadOnlyList<int> Choose(ReadOnlySpan<double> points, int objectives, int count)
    {
        var number = points.Length / objectives;
        var reference = ReferenceBehind(points, objectives);
        if (!AreFinite(reference) || !AreFinite(points))
        {
            return [.. Enumerable.Range(0, count)];
        }

        var chosen = new List<int>(count);
        var volume = new List<double>();
        var gains = new double[number];
        gains.AsSpan().Fill(double.PositiveInfinity);
        while (chosen.Count < count)
        {
            var isCurrent = new bool[number];
            var best = gains.AsSpan().IndexOf(gains.Max());
            while (!isCurrent[best])
            {
                var gain = HypervolumeContribution.OfAdding(points.Slice(best * objectives, objectives), volume.ToArray(), reference);
                gains[best] = double.IsNaN(gain) ? 0 : gain; // of volumes beyond the largest number
                isCurrent[best] = true;
                best = gains.AsSpan().IndexOf(gains.Max());
            }

            chosen.Add(best);
            volume.AddRange(points.Slice(best * objectives, objectives));
            gains[best] = double.NegativeInfinity;
        }

        return chosen;
    }

    static bool AreFinite(ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }

    static double[] ReferenceBehind(ReadOnlySpan<double> points, int objectives)
    {
        var worst = new double[objectives];
        worst.AsSpan().Fill(double.NegativeInfinity);
        for (var i = 0; i < points.Length; i++)
        {
            worst[i % objectives] = Math.Max(worst[i % objectives], points[i]);
        }

        return Array.ConvertAll(worst, value => value == 0 ? LeastMargin : Math.Max((1 + Margin) * value, (1 - Margin) * value));
    }
}
