namespace Serverless.Algorithms.AgeMoea2;

/// <summary>Computes where the hyperplane through the corner points cuts the axes.</summary>
static class Intercepts
{
    const double Singular = 1e-12;

    /// <summary>Returns one positive finite value per objective; null if there is no such hyperplane. O(m³).</summary>
    /// <param name="points">n × m, row-major, with the ideal point at the origin.</param>
    /// <param name="objectives">The number of objectives m.</param>
    /// <param name="corners">The m indices of the corner points.</param>
    public static double[]? Of(double[] points, int objectives, IReadOnlyList<int> corners)
    {
        // Each row holds a corner's coordinates, with 1 as the right-hand side.
        var width = objectives + 1;
        var system = new double[objectives * width];
        for (var row = 0; row < objectives; row++)
        {
            points.AsSpan(corners[row] * objectives, objectives).CopyTo(system.AsSpan(row * width));
            system[(row * width) + objectives] = 1;
        }

        return Solve(system, objectives) is { } weights && weights.All(weight => weight > 0 && double.IsFinite(1 / weight))
            ? Array.ConvertAll(weights, weight => 1 / weight)
            : null;
    }

    /// <summary>Solves the system by Gauss-Jordan elimination with partial pivoting (the largest pivot of each column).</summary>
    static double[]? Solve(double[] system, int count)
    {
        var width = count + 1;
        for (var column = 0; column < count; column++)
        {
            var pivot = Enumerable.Range(column, count - column).MaxBy(row => Math.Abs(system[(row * width) + column]));
            if (!(Math.Abs(system[(pivot * width) + column]) > Singular))
            {
                return null;
            }

            for (var k = 0; k < width; k++)
            {
                (system[(pivot * width) + k], system[(column * width) + k]) = (system[(column * width) + k], system[(pivot * width) + k]);
            }

            for (var row = 0; row < count; row++)
            {
                var factor = row == column ? 0 : system[(row * width) + column] / system[(column * width) + column];
                for (var k = column; k < width; k++)
                {
                    system[(row * width) + k] -= factor * system[(column * width) + k];
                }
            }
        }

        return [.. Enumerable.Range(0, count).Select(row => system[(row * width) + count] / system[(row * width) + row])];
    }
}
