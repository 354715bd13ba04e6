using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Variation;

/// <summary>Changes exactly one decision that counts, any of them with equal probability, to any other choice.</summary>
/// <remarks>Decisions that count only after the change are drawn.</remarks>
sealed class DecisionChange(SearchSpace space)
{
    /// <summary>Returns a neighbour; the parent itself in a space without a decision.</summary>
    public Architecture Apply(Architecture parent, RandomStream random)
    {
        Span<int> open = stackalloc int[parent.Genotype.Length];
        var count = 0;
        for (var i = 0; i < open.Length; i++)
        {
            if (space.Dimensions[i].Choices.Count > 1 && space.IsActive(parent, i))
            {
                open[count++] = i;
            }
        }

        if (count == 0)
        {
            return parent;
        }

        var decision = open[random.NextInt(count)];
        var genotype = parent.Genotype.ToArray();
        var choices = space.Dimensions[decision].Choices.Count;
        genotype[decision] = (genotype[decision] + 1 + random.NextInt(choices - 1)) % choices;
        for (var i = decision + 1; i < genotype.Length; i++)
        {
            if (!space.IsActive(parent, i) && space.IsActive(genotype, i))
            {
                genotype[i] = random.NextInt(space.Dimensions[i].Choices.Count);
            }
        }

        return space.Create(genotype);
    }
}
