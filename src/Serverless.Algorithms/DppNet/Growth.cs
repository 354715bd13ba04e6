using Serverless.Spaces;

namespace Serverless.Algorithms.DppNet;

/// <summary>Makes the decisions of architectures one after the other, in genotype order; open decisions have their smallest choice.</summary>
/// <param name="space">The space of the architectures.</param>
sealed class Growth(SearchSpace space)
{
    /// <value>The indices of the decisions that have a choice, in the order in which they are made.</value>
    public int[] Decisions { get; } =
        [.. Enumerable.Range(0, space.Dimensions.Count).Where(decision => space.Dimensions[decision].Choices.Count > 1)];

    /// <value>The architecture from which everything grows, in which nothing is decided.</value>
    public Architecture Seedling => Close([.. space.OpenChoices], decided: 0);

    /// <summary>
    /// Returns an architecture with each choice of one decision, later ones open; only the architecture itself if the decision does not count in it.
    /// </summary>
    /// <param name="parent">The architecture, in which the decisions before this one are made.</param>
    /// <param name="decision">The index of the decision in genotype order.</param>
    public IEnumerable<Architecture> Extend(Architecture parent, int decision)
    {
        if (!space.IsActive(parent, decision))
        {
            yield return Close(parent.Genotype.ToArray(), decision + 1);
            yield break;
        }

        for (var choice = 0; choice < space.Dimensions[decision].Choices.Count; choice++)
        {
            var genotype = parent.Genotype.ToArray();
            genotype[decision] = choice;
            yield return Close(genotype, decision + 1);
        }
    }

    /// <summary>Returns an architecture with each choice of one decision, and the other decisions unchanged.</summary>
    public IEnumerable<Architecture> Change(Architecture grown, int decision)
    {
        yield return grown;
        for (var choice = 0; choice < space.Dimensions[decision].Choices.Count; choice++)
        {
            if (choice != grown.Genotype[decision] && space.IsActive(grown, decision))
            {
                var genotype = grown.Genotype.ToArray();
                genotype[decision] = choice;
                yield return space.Create(genotype);
            }
        }
    }

    /// <summary>Opens all decisions from a given one on.</summary>
    /// <param name="architecture">The architecture, in which the decisions before that one are made.</param>
    /// <param name="decided">The number of decisions that stay made, in genotype order.</param>
    public Architecture Open(Architecture architecture, int decided) => Close(architecture.Genotype.ToArray(), decided);

    /// <summary>Gives open decisions their smallest choice, except for one decision if otherwise the output would not depend on the input.</summary>
    Architecture Close(int[] genotype, int decided)
    {
        for (var decision = decided; decision < genotype.Length; decision++)
        {
            genotype[decision] = space.OpenChoices[decision];
        }

        var smallest = space.Create(genotype);
        if (space.Features.IsConnected(smallest))
        {
            return smallest;
        }

        for (var decision = decided; decision < genotype.Length; decision++)
        {
            for (var choice = 0; choice < space.Dimensions[decision].Choices.Count; choice++)
            {
                genotype[decision] = choice;
                var other = space.Create(genotype);
                if (space.Features.IsConnected(other))
                {
                    return other;
                }
            }

            genotype[decision] = space.OpenChoices[decision];
        }

        return smallest;
    }
}
