using Serverless.MultiObjective;

namespace Serverless.Learning.Generators.Modnas;

/// <summary>Quality and cost of one device, scaled by the front that is predicted: 0 is its best value, 1 its worst.</summary>
/// <remarks>
/// Ours: the authors scale by the least and the greatest value of all architectures, of which the front is a small corner, so that most
/// preferences ask for one and the same end of it. Beyond three times the front's range all is as bad.
/// </remarks>
static class FrontScale
{
    public const float Worst = 3;

    /// <summary>Scales n values of both, better when smaller; architectures that lead nowhere are the worst there are.</summary>
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
