namespace Serverless.Algorithms.Moead;

/// <summary>Creates vectors that are spread evenly: over the simplex, for weights, or over the cube, for bounds.</summary>
static class WeightVectors
{
    /// <summary>
    /// Returns non-negative weights with sum 1. With one objective all are 1, with two they form a lattice, with more the corners come first.
    /// </summary>
    /// <param name="count">The number of vectors, at least 1.</param>
    /// <param name="objectives">The length of a vector, at least 1.</param>
    public static double[][] Simplex(int count, int objectives) => objectives switch
    {
        1 => [.. Enumerable.Repeat(1.0, count).Select(one => new[] { one })],
        2 => [.. Lattice(count).Select(share => new[] { share, 1 - share })],
        _ => [.. Corners(Math.Min(count, objectives), objectives), .. Spread(count - objectives, objectives - 1).Select(Spacings)],
    };

    /// <summary>Returns vectors in [0, 1]: a lattice with both ends for length 1, otherwise the sequence of <see cref="Spread"/>.</summary>
    /// <param name="count">The number of vectors, at least 1.</param>
    /// <param name="length">The length of a vector, at least 0.</param>
    public static double[][] Cube(int count, int length) => length == 1
        ? [.. Lattice(count).Select(value => new[] { value })]
        : [.. Spread(count, length)];

    static IEnumerable<double> Lattice(int count) => Enumerable.Range(0, count).Select(i => i / (double)Math.Max(1, count - 1));

    static IEnumerable<double[]> Corners(int count, int objectives) =>
        Enumerable.Range(0, count).Select(corner => Enumerable.Range(0, objectives).Select(j => j == corner ? 1.0 : 0.0).ToArray());

    /// <summary>
    /// Generates an additive recurrence whose steps are powers of the root of x^(d+1) = x + 1 (Roberts 2018), which has low discrepancy in any
    /// dimension.
    /// </summary>
    static IEnumerable<double[]> Spread(int count, int length)
    {
        var root = 2.0;
        for (var i = 0; i < 40; i++)
        {
            root = Math.Pow(1 + root, 1.0 / (length + 1));
        }

        return Enumerable.Range(1, Math.Max(0, count)).Select(
            i => Enumerable.Range(1, length).Select(j => (0.5 + (i * Math.Pow(root, -j))) % 1).ToArray());
    }

    /// <summary>
    /// Returns the gaps between 0, the sorted coordinates and 1, which are uniform over the simplex if the coordinates are uniform over the cube.
    /// </summary>
    static double[] Spacings(double[] coordinates)
    {
        double[] cuts = [0, .. coordinates.Order(), 1];
        return [.. Enumerable.Range(0, cuts.Length - 1).Select(i => cuts[i + 1] - cuts[i])];
    }
}
