using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Policies;

/// <summary>Computes and draws from the categorical distribution over the choices of one decision.</summary>
static class Categorical
{
    /// <summary>Converts logits to probabilities in place: softmax(logit / temperature).</summary>
    /// <param name="logits">The logits, finite, at least one.</param>
    /// <param name="temperature">The temperature, above 0.</param>
    public static void Softmax(Span<double> logits, double temperature = 1)
    {
        var largest = double.NegativeInfinity;
        foreach (var logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        var sum = 0.0;
        for (var i = 0; i < logits.Length; i++)
        {
            logits[i] = Math.Exp((logits[i] - largest) / temperature);
            sum += logits[i];
        }

        for (var i = 0; i < logits.Length; i++)
        {
            logits[i] /= sum;
        }
    }

    /// <summary>Draws a choice.</summary>
    /// <param name="probabilities">The probabilities, which add up to 1 except for rounding.</param>
    /// <param name="random">The source of random numbers, of which one is drawn.</param>
    public static int Draw(ReadOnlySpan<double> probabilities, RandomStream random)
    {
        var left = random.NextDouble();
        var choice = 0;
        while (choice < probabilities.Length - 1 && left >= probabilities[choice])
        {
            left -= probabilities[choice++];
        }

        return choice;
    }

    /// <summary>Returns the entropy −Σ p log p, in nats.</summary>
    public static double Entropy(ReadOnlySpan<double> probabilities)
    {
        var sum = 0.0;
        foreach (var probability in probabilities)
        {
            sum -= probability > 0 ? probability * Math.Log(probability) : 0;
        }

        return sum;
    }
}
