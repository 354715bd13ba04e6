using Serverless.MultiObjective.Randomness;

namespace Serverless.Core.Generators;

/// <summary>Draws conditions and noise for a generator. Pure: a function of the seed.</summary>
static class GeneratorDraws
{
    /// <summary>
    /// Returns positions spread evenly from the cheapest condition, 0, to the one with the best quality at any cost, 1; the same in both halves.
    /// </summary>
    /// <param name="count">Number of positions, at least 1.</param>
    public static double[] Spread(int count)
    {
        var half = (count + 1) / 2;
        return [.. Enumerable.Range(0, count).Select(row => half == 1 ? 0.5 : (double)(row % half) / (half - 1))];
    }

    /// <summary>Returns positions near the given ones, taken in turn.</summary>
    /// <param name="places">The given positions, at least one.</param>
    /// <param name="count">Number of positions to return.</param>
    /// <param name="distance">The greatest distance from a given position.</param>
    /// <param name="random">The random stream for the distances.</param>
    public static double[] Near(IReadOnlyList<double> places, int count, double distance, RandomStream random) =>
        [.. Enumerable.Range(0, count).Select(row => Math.Clamp(places[row % places.Count] + (distance * ((2 * random.NextDouble()) - 1)), 0, 1))];

    /// <summary>
    /// Returns the conditions at positions: preferences from cost alone to quality alone, or budgets from the least to the greatest.
    /// </summary>
    /// <param name="places">n positions, from 0 to 1.</param>
    /// <param name="width">2 for a preference, else one for each budget.</param>
    /// <returns>n × width, row-major; each row sums to 1.</returns>
    public static float[] Conditions(IReadOnlyList<double> places, int width)
    {
        var conditions = new float[places.Count * width];
        for (var row = 0; row < places.Count; row++)
        {
            Write(conditions.AsSpan(row * width, width), places[row]);
        }

        return conditions;
    }

    /// <summary>Writes a condition; a position between two neighbouring conditions is a mixture of both.</summary>
    /// <param name="condition">A row of zeros to fill.</param>
    /// <param name="position">The position, from 0, the cheapest, to 1.</param>
    static void Write(Span<float> condition, double position)
    {
        if (condition.Length == 2)
        {
            (condition[0], condition[1]) = ((float)position, (float)(1 - position));
            return;
        }

        var place = position * (condition.Length - 1);
        var below = Math.Min((int)place, condition.Length - 2);
        condition[below] = (float)(1 - (place - below));
        condition[below + 1] = (float)(place - below);
    }

    /// <summary>
    /// Returns noise for draws: none in the first rows, which give the most likely architectures, and standard Gumbel noise in the others.
    /// </summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="greedy">Number of rows without noise.</param>
    /// <param name="length">Length of a row.</param>
    /// <param name="random">The random stream for the noise.</param>
    public static float[] Gumbel(int count, int greedy, int length, RandomStream random)
    {
        var noise = new float[count * length];
        for (var i = greedy * length; i < noise.Length; i++)
        {
            noise[i] = (float)-Math.Log(-Math.Log(1 - random.NextDouble()) + double.Epsilon);
        }

        return noise;
    }
}
