namespace Serverless.MultiObjective.Indicators;

/// <summary>
/// Computes the R2 indicator: how well an approximation serves weighted Chebyshev utilities, averaged over weight vectors; smaller is better.
/// </summary>
/// <remarks>
/// Hansen and Jaszkiewicz 1998, in the unary form of Brockhoff, Wagner, Trautmann 2012, definition 3: the mean over the weights of the minimum over
/// the points of the largest weighted distance to an ideal point. All objectives are minimised and are not scaled. Points with a NaN are left out; an
/// infinite value costs nothing under a zero weight or if the ideal is the same; without a point the result is +∞. O(n k m) for k weight vectors.
/// </remarks>
public static class R2Indicator
{
    /// <summary>Returns the indicator.</summary>
    /// <param name="approximation">n × m, row-major.</param>
    /// <param name="ideal">The ideal point: m values without a NaN, at least 1.</param>
    /// <param name="weights">k × m, row-major, none negative, k at least 1; see <see cref="Lattice"/>.</param>
    /// <exception cref="ArgumentException">
    /// The ideal has a NaN, a weight is negative or not finite, there is no weight vector, or the lengths do not match.
    /// </exception>
    public static double Of(ReadOnlySpan<double> approximation, ReadOnlySpan<double> ideal, ReadOnlySpan<double> weights)
    {
        var points = ComparablePoints.WithoutNaN(approximation, ideal.Length);
        var vectors = FlatPoints.Count(weights, ideal.Length);
        if (vectors == 0 || weights.ContainsAnyExceptInRange(0, double.MaxValue))
        {
            throw new ArgumentException("There must be at least one weight vector, of finite weights none of which is negative.", nameof(weights));
        }

        if (Dominance.HasNaN(ideal))
        {
            throw new ArgumentException("The ideal point holds a NaN.", nameof(ideal));
        }

        var distances = new double[points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            var best = ideal[i % ideal.Length];
            distances[i] = points[i] == best ? 0 : Math.Abs(points[i] - best);
        }

        var sum = 0.0;
        for (var k = 0; k < vectors; k++)
        {
            sum += LeastUtility(distances, weights.Slice(k * ideal.Length, ideal.Length));
        }

        return sum / vectors;
    }

    /// <summary>Returns the evenly spaced weight vectors with sum 1 whose components are multiples of 1 / divisions (Das and Dennis 1998).</summary>
    /// <param name="objectives">The number of objectives m, at least 1.</param>
    /// <param name="divisions">The number of divisions, at least 1; with two objectives, 100 give the usual 101 vectors.</param>
    /// <returns>k × m, row-major, ascending; k is the binomial coefficient of divisions + m - 1 over m - 1.</returns>
    public static double[] Lattice(int objectives, int divisions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(objectives, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(divisions, 1);
        var vectors = new List<double>();
        AddVectors(vectors, new int[objectives], 0, divisions, divisions);
        return [.. vectors];
    }

    static void AddVectors(List<double> vectors, int[] parts, int position, int left, int divisions)
    {
        if (position == parts.Length - 1)
        {
            parts[position] = left;
            vectors.AddRange(parts.Select(part => part / (double)divisions));
            return;
        }

        for (parts[position] = 0; parts[position] <= left; parts[position]++)
        {
            AddVectors(vectors, parts, position + 1, left - parts[position], divisions);
        }
    }

    static double LeastUtility(ReadOnlySpan<double> distances, ReadOnlySpan<double> weights)
    {
        var least = double.PositiveInfinity;
        for (var start = 0; start < distances.Length; start += weights.Length)
        {
            var largest = 0.0;
            for (var i = 0; i < weights.Length && largest < least; i++)
            {
                largest = Math.Max(largest, weights[i] == 0 ? 0 : weights[i] * distances[start + i]);
            }

            least = Math.Min(least, largest);
        }

        return least;
    }
}
