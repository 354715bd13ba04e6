using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Policies;

/// <summary>A distribution over architectures that is differentiable in its weights, decision by decision in genotype order.</summary>
/// <remarks>
/// A decision that does not count, given those drawn before it, is not drawn: it has its first choice and does not contribute to the probability. A
/// policy is stateless: the weights are passed with each call.
/// </remarks>
abstract class Policy(SearchSpace space)
{
    /// <value>The number of weights.</value>
    public abstract int WeightCount { get; }

    protected SearchSpace Space { get; } = space;

    /// <summary>Returns initial weights, with which every choice is about equally probable.</summary>
    public abstract double[] Begin(RandomStream random);

    /// <summary>Draws an architecture; if the space has constraints, the nearest one that satisfies them.</summary>
    /// <param name="weights">The weights of this policy.</param>
    /// <param name="temperature">The temperature of every softmax, above 0; a higher one makes probabilities more even.</param>
    /// <param name="random">The source of random numbers.</param>
    public abstract Architecture Sample(ReadOnlySpan<double> weights, double temperature, RandomStream random);

    /// <summary>Adds the gradient of score · log p + bonus · entropy of the decisions of one architecture.</summary>
    /// <param name="weights">The weights of this policy.</param>
    /// <param name="genotype">The genotype of the architecture.</param>
    /// <param name="temperature">The temperature of every softmax.</param>
    /// <param name="score">The factor for the logarithm of the probability.</param>
    /// <param name="bonus">The factor for the entropy, in nats, of each decision that counts, given the decisions before it.</param>
    /// <param name="gradient">The gradient to add to, one derivative for each weight.</param>
    /// <returns>The value whose gradient was added.</returns>
    public abstract double AddGradient(
        ReadOnlySpan<double> weights, ReadOnlySpan<int> genotype, double temperature, double score, double bonus, Span<double> gradient);

    /// <summary>Adds the gradient of score · log p + bonus · entropy of one decision with respect to its logits, and returns the value.</summary>
    /// <param name="probabilities">The probabilities of the choices at the given temperature.</param>
    /// <param name="chosen">The index of the choice that was drawn.</param>
    /// <param name="temperature">The temperature of the softmax.</param>
    /// <param name="score">The factor for the logarithm of the probability.</param>
    /// <param name="bonus">The factor for the entropy, in nats.</param>
    /// <param name="slopes">The slopes to add to, one for each choice.</param>
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
