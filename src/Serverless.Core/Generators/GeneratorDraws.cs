using Serverless.MultiObjective.Randomness;

namespace Serverless.Core.Generators;

/// <summary>Conditions and noise for a generator. Pure: a function of the seed.</summary>
static class GeneratorDraws
{
    /// <summary>Conditions that are spread evenly: preferences from cost alone to quality alone, or budgets from the least to the greatest.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="width">2 for a preference, else one for each budget.</param>
    /// <returns>count × width, row-major; each row sums to 1.</returns>
    public static float[] Spread(int count, int width)
    {
        var conditions = new float[count * width];
        for (var row = 0; row < count; row++)
        {
            Write(conditions.AsSpan(row * width, width), count == 1 ? 0.5 : (double)row / (count - 1));
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
