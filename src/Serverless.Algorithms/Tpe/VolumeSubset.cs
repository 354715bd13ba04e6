using Serverless.MultiObjective;

namespace Serverless.Algorithms.Tpe;

/// <summary>Chooses points that dominate a large volume together, one after the other.</summary>
/// <remarks>
/// Greedy hypervolume subset selection (Guerreiro, Fonseca, Paquete 2016): at least 1 − 1/e of the best subset's volume. What a point adds
/// only becomes less while others are chosen, so only the points whose last known gain is the largest are computed again.
/// </remarks>
static class VolumeSubset
{
    /// <summary>The reference point lies so far behind the worst values, as a share of them.</summary>
    const double Margin = 0.1;

    /// <summary>Behind a worst value of 0, which has no share.</summary>
    const double LeastMargin = 1e-12;

    /// <summary>The indices of the chosen points, in the order they were chosen; of equal gains the first.</summary>
    /// <param name="points">n × m, row-major, minimised. With values that are not finite no volume can be told, and the first points are chosen.</param>
    /// <param name="objectives">m.</param>
    /// <param name="count">0 to n.</param>
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
