using Serverless.MultiObjective.Randomness;

namespace Serverless.Core.Generators;

/// <summary>Conditions and noise for a generator. Pure: a function of the seed.</summary>
static class GeneratorDraws
{
    /// <summary>Places between the cheapest condition, 0, and the one that is best whatever it costs, 1; the same for the first half and the second.</summary>
    /// <param name="count">How many, at least 1.</param>
    public static double[] Spread(int count)
    {
        var half = (count + 1) / 2;
        return [.. Enumerable.Range(0, count).Select(row => half == 1 ? 0.5 : (double)(row % half) / (half - 1))];
    }

    /// <summary>Places near others, in turn.</summary>
    /// <param name="places">At least one.</param>
    /// <param name="count">How many.</param>
    /// <param name="distance">The farthest.</param>
    /// <param name="random">Draws how far.</param>
    public static double[] Near(IReadOnlyList<double> places, int count, double distance, RandomStream random) =>
        [.. Enumerable.Range(0, count).Select(row => Math.Clamp(places[row % places.Count] + (distance * ((2 * random.NextDouble()) - 1)), 0, 1))];

    /// <summary>The conditions of places: preferences from cost alone to quality alone, or budgets from the least to the greatest.</summary>
    /// <param name="places">n, from 0 to 1.</param>
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

    /// <summary>What is between two neighbouring conditions is a share of each.</summary>
    /// <param name="condition">A row of zeros to fill.</param>
    /// <param name="position">From 0, the cheapest, to 1.</param>
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

    /// <summary>Noise for draws: none in the first rows, which give the likeliest architectures, standard Gumbel in the others.</summary>
    /// <param name="count">Rows.</param>
    /// <param name="greedy">Rows without noise.</param>
    /// <param name="length">Of a row.</param>
    /// <param name="random">Gives it.</param>
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
