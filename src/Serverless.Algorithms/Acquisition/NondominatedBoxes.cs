namespace Serverless.Algorithms.Acquisition;

/// <summary>Disjoint boxes that make up what a front does not dominate, up to a reference point; everything is minimised.</summary>
/// <remarks>Slabs along the last objective, each cut by those points that lie below it in the others. O(n^(m − 1)) boxes, for few objectives.</remarks>
static class NondominatedBoxes
{
    /// <summary>Boxes by their lower and upper corners, m values each; lower coordinates may be −∞.</summary>
    /// <param name="points">n × m, row-major; those that are not better than the reference everywhere do not matter.</param>
    /// <param name="reference">m values.</param>
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

    /// <summary>Cuts the first objectives; the corners' coordinates in the others are set.</summary>
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
