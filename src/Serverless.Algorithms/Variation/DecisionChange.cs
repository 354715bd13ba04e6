using Serverless.Domain.Randomness;
using Serverless.Domain.Spaces;

namespace Serverless.Algorithms.Variation;

/// <summary>Changes exactly one decision, any of them with equal probability, to any other choice.</summary>
sealed class DecisionChange(SearchSpace space)
{
    readonly int[] _decisions =
        [.. Enumerable.Range(0, space.Dimensions.Count).Where(decision => space.Dimensions[decision].Choices.Count > 1)];

    /// <summary>A neighbour; the parent itself in a space without a decision.</summary>
    public Architecture Apply(Architecture parent, RandomStream random)
    {
        if (_decisions.Length == 0)
        {
            return parent;
        }

        var decision = _decisions[random.NextInt(_decisions.Length)];
        var genotype = parent.Genotype.ToArray();
        var choices = space.Dimensions[decision].Choices.Count;
        genotype[decision] = (genotype[decision] + 1 + random.NextInt(choices - 1)) % choices;
        return space.Create(genotype);
    }
}
