using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Policies;

/// <summary>A draw among the choices of one decision.</summary>
static class Categorical
{
    /// <summary>Turns logits into probabilities in place: softmax(logit / temperature).</summary>
    /// <param name="logits">Finite, at least one.</param>
    /// <param name="temperature">Above 0.</param>
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
    /// <param name="probabilities">They add up to 1, but for rounding.</param>
    /// <param name="random">One number is drawn.</param>
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

    /// <summary>−Σ p log p, in nats.</summary>
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
