namespace Serverless.MultiObjective.Volumes;

/// <summary>The order in which a sweep meets points: by the last objective, ties by the others from the first.</summary>
/// <remarks>Equal sets are met in the same order whatever order they come in, so that sums are rounded alike.</remarks>
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
