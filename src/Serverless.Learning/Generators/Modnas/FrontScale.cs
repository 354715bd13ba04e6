using Serverless.MultiObjective;

namespace Serverless.Learning.Generators.Modnas;

/// <summary>Scales quality and cost of a device by the predicted Pareto front: 0 is the front's best value, 1 its worst.</summary>
/// <remarks>
/// Unlike the authors, who scale by the smallest and largest value of all architectures: the front is a small corner of these, so most
/// preferences would lead to the same end of it. Values beyond three times the front's range count as equally bad.
/// </remarks>
static class FrontScale
{
    public const float Worst = 3;

    /// <summary>
    /// Scales n qualities and costs, where lower is better; architectures whose input does not reach their output get the worst value.
    /// </summary>
    public static (float[] Quality, float[] Cost) Of(ReadOnlySpan<double> quality, ReadOnlySpan<double> cost, ReadOnlySpan<bool> isConnected)
    {
        var connected = new List<int>();
        for (var place = 0; place < quality.Length; place++)
        {
            if (isConnected[place])
            {
                connected.Add(place);
            }
        }

        var points = new double[2 * connected.Count];
        foreach (var (index, place) in connected.Index())
        {
            (points[2 * index], points[(2 * index) + 1]) = (quality[place], cost[place]);
        }

        var ranks = new int[connected.Count];
        NondominatedSort.Ranks(points, 2, ranks);
        double[] qualities = [.. ranks.Index().Where(rank => rank.Item == 0).Select(rank => points[2 * rank.Index])];
        double[] costs = [.. ranks.Index().Where(rank => rank.Item == 0).Select(rank => points[(2 * rank.Index) + 1])];
        return (Scaled(quality, qualities, isConnected), Scaled(cost, costs, isConnected));
    }

    static float[] Scaled(ReadOnlySpan<double> values, double[] front, ReadOnlySpan<bool> isConnected)
    {
        var (least, range) = (front.Min(), front.Max() - front.Min());
        var scaled = new float[values.Length];
        for (var place = 0; place < scaled.Length; place++)
        {
            var share = (values[place] - least) / (range > 0 ? range : 1);
            scaled[place] = isConnected[place] ? (float)Math.Clamp(share, 0, Worst) : Worst;
        }

        return scaled;
    }
}
