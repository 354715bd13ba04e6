namespace Serverless.Learning.Balancing;

/// <summary>Finds the nearest point of the simplex: at least 0, sum 1 (Held, Wolfe, Crowder 1974).</summary>
static class SimplexProjection
{
    public static double[] Of(double[] values)
    {
        var sorted = values.OrderDescending().ToArray();
        var (sum, shift) = (0.0, 0.0);
        foreach (var (place, value) in sorted.Index())
        {
            sum += value;
            var candidate = (sum - 1) / (place + 1);
            if (value > candidate)
            {
                shift = candidate;
            }
        }

        return Array.ConvertAll(values, value => Math.Max(0, value - shift));
    }
}
