namespace Serverless.MultiObjective.Volumes;

/// <summary>Orders points as a sweep meets them: by the last objective, with ties broken by the others from the first.</summary>
/// <remarks>Equal sets are met in the same order whatever order they are given in, so that sums are rounded equally.</remarks>
static class SweepOrder
{
    public static int[] Of(ReadOnlySpan<double> points, int objectives)
    {
        var order = new int[points.Length / objectives];
        var keys = new double[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            keys[i] = points[(i * objectives) + objectives - 1];
        }

        KeySort.Sort(keys, order);
        LexicographicOrder.SortTies(keys, order, points, objectives, 0);
        return order;
    }
}
