using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.MoBananas;

/// <summary>Redraws three decisions that count: numeric choices near their previous value, other choices uniformly.</summary>
/// <remarks>
/// Guerrero-Viu et al. 2021: a Gaussian around the present choice with a third of the range as its width, cut at the ends; here rounded to the
/// nearest choice in numeric order. The drawn choice can be the same as before. Decisions that count only after the change are drawn as well.
/// </remarks>
static class GaussianMutation
{
    const int Decisions = 3;

    public static Architecture Apply(SearchSpace space, Architecture parent, RandomStream random)
    {
        int[] open = [.. Enumerable.Range(0, space.Dimensions.Count).Where(i => space.Dimensions[i].Choices.Count > 1 && space.IsActive(parent, i))];
        var count = Math.Min(Decisions, open.Length);
        RandomDraw.ToFront<int>(open, count, (long)random.NextBits());
        var genotype = parent.Genotype.ToArray();
        foreach (var decision in open[..count])
        {
            genotype[decision] = Draw(space.Dimensions[decision], genotype[decision], random);
        }

        for (var i = 0; i < genotype.Length; i++)
        {
            if (!space.IsActive(parent, i) && space.IsActive(genotype, i))
            {
                genotype[i] = random.NextInt(space.Dimensions[i].Choices.Count);
            }
        }

        return space.Create(genotype);
    }

    static int Draw(Dimension dimension, int choice, RandomStream random)
    {
        var count = dimension.Choices.Count;
        if (dimension.Numbers is not { } numbers)
        {
            return random.NextInt(count);
        }

        int[] order = [.. Enumerable.Range(0, count).OrderBy(other => numbers[other])];
        var (place, width) = (Array.IndexOf(order, choice), (count - 1) / 3.0);
        var drawn = place + (width * random.NextNormal());
        while (drawn < 0 || drawn > count - 1)
        {
            drawn = place + (width * random.NextNormal());
        }

        return order[(int)Math.Round(drawn)];
    }
}
