namespace Serverless.Algorithms.Acquisition;

/// <summary>Decomposes the region that a front does not dominate, up to a reference point, into disjoint boxes; everything is minimised.</summary>
/// <remarks>
/// The region is cut into slabs along the last objective, each of which is cut in the other objectives by the points that lie below it. O(n^(m − 1))
/// boxes, for few objectives.
/// </remarks>
static class NondominatedBoxes
{
    /// <summary>Returns the boxes, each as its lower and its upper corner of m values; lower coordinates can be −∞.</summary>
    /// <param name="points">n × m, row-major; points that are not better than the reference in every objective are ignored.</param>
    /// <param name="reference">The reference point: m values.</param>
    public static List<double> Of(ReadOnlySpan<double> points, ReadOnlySpan<double> reference)
    {
        var objectives = reference.Length;
        var inside = new List<double[]>();
        for (var start = 0; start < points.Length; start += objectives)
        {
            var point = points.Slice(start, objectives).ToArray();
            var isInside = true;
            for (var k = 0; k < objectives; k++)
            {
                isInside &= point[k] < reference[k];
            }

            if (isInside)
            {
                inside.Add(point);
            }
        }

        var boxes = new List<double>();
        Cut(inside, reference, objectives, new double[2 * objectives], boxes);
        return boxes;
    }

    /// <summary>Cuts along the first objectives; the corners' coordinates in the other objectives are already set.</summary>
    static void Cut(List<double[]> points, ReadOnlySpan<double> reference, int objectives, double[] corners, List<double> boxes)
    {
        var (last, all) = (objectives - 1, corners.Length / 2);
        if (objectives == 1)
        {
            (corners[0], corners[all]) = (double.NegativeInfinity, points.Count > 0 ? points.Min(point => point[0]) : reference[0]);
            boxes.AddRange(corners);
            return;
        }

        double[][] order = [.. points.OrderBy(point => point[last])];
        var below = new List<double[]>(order.Length);
        var from = double.NegativeInfinity;
        for (var slab = 0; slab <= order.Length; slab++)
        {
            var to = slab < order.Length ? order[slab][last] : reference[last];
            if (to > from)
            {
                (corners[last], corners[all + last]) = (from, to);
                Cut(below, reference, last, corners, boxes);
                from = to;
            }

            if (slab < order.Length)
            {
                below.Add(order[slab]);
            }
        }
    }
}
