using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Policies;

/// <summary>A distribution of architectures that is differentiable in its weights, decision by decision in genotype order.</summary>
/// <remarks>
/// A decision that does not count in what was drawn before it is not drawn, has its first choice, and no part in the probability. Stateless: the weights
/// are given with each call.
/// </remarks>
abstract class Policy(SearchSpace space)
{
    /// <value>How many weights there are.</value>
    public abstract int WeightCount { get; }

    protected SearchSpace Space { get; } = space;

    /// <summary>Weights to begin with, of which every choice is about equally probable.</summary>
    public abstract double[] Begin(RandomStream random);

    /// <summary>Draws an architecture; where the space has constraints, the nearest one that fulfils them.</summary>
    /// <param name="weights">Of this policy.</param>
    /// <param name="temperature">Of every softmax: above 0, higher is more even.</param>
    /// <param name="random">Where draws come from.</param>
    public abstract Architecture Sample(ReadOnlySpan<double> weights, double temperature, RandomStream random);

    /// <summary>Adds the gradient of score · log p + bonus · entropy of the decisions of one architecture.</summary>
    /// <param name="weights">Of this policy.</param>
    /// <param name="genotype">Of the architecture.</param>
    /// <param name="temperature">Of every softmax.</param>
    /// <param name="score">What the logarithm of the probability is multiplied by.</param>
    /// <param name="bonus">What the entropy, in nats, of each decision that counts is multiplied by, given the decisions before it.</param>
    /// <param name="gradient">A place for each weight.</param>
    /// <returns>The value whose gradient was added.</returns>
    public abstract double AddGradient(
        ReadOnlySpan<double> weights, ReadOnlySpan<int> genotype, double temperature, double score, double bonus, Span<double> gradient);

    /// <summary>Adds the gradient of score · log p + bonus · entropy of one decision by its logits, and gives the value.</summary>
    /// <param name="probabilities">Of its choices, at that temperature.</param>
    /// <param name="chosen">The choice.</param>
    /// <param name="temperature">Of the softmax.</param>
    /// <param name="score">As above.</param>
    /// <param name="bonus">As above.</param>
    /// <param name="slopes">A place for each choice.</param>
    protected static double AddSlopes(
        ReadOnlySpan<double> probabilities, int chosen, double temperature, double score, double bonus, Span<double> slopes)
    {
        var entropy = Categorical.Entropy(probabilities);
        for (var choice = 0; choice < probabilities.Length; choice++)
        {
            var probability = probabilities[choice];
            var ofLogarithm = (choice == chosen ? 1 : 0) - probability;
            var ofEntropy = probability > 0 ? -probability * (Math.Log(probability) + entropy) : 0;
            slopes[choice] += ((score * ofLogarithm) + (bonus * ofEntropy)) / temperature;
        }

        return (score * Math.Log(Math.Max(probabilities[chosen], double.Epsilon))) + (bonus * entropy);
    }
}
