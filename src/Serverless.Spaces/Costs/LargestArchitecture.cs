using System.Runtime.CompilerServices;
using Serverless.Spaces.Recipes;

namespace Serverless.Spaces.Costs;

/// <summary>The architecture of a space whose network costs the most.</summary>
/// <remarks>
/// Found by changing one decision after the other to the choice with the most multiply-accumulates, and of those with the most parameters,
/// until none of them changes. That is the largest of all where no decision makes another one's larger choice the cheaper, as in every space that
/// has networks. O(sweeps · choices), and of at most 5,000 networks.
/// </remarks>
public static class LargestArchitecture
{
    /// <summary>A space whose decisions make each other's larger choices the cheaper could go on growing for long.</summary>
    const int MostSweeps = 20;

    /// <summary>Networks that are laid out; spaces of definitions come from requests, and may have as many choices as they like.</summary>
    const int MostTried = 5_000;

    static readonly ConditionalWeakTable<SearchSpace, Architecture> Known = [];

    /// <value>The images that costs of spaces that take any are counted for; which architecture is the largest does not depend on them.</value>
    public static ImageShape Shape { get; } = new(Channels: 3, Height: 32, Width: 32, Classes: 10);

    /// <summary>The largest, in canonical form.</summary>
    /// <param name="space">One that can lay out its networks; each is searched once.</param>
    public static Architecture Of(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);

        // What is searched beside networks costs nothing.
        return space is JointSpace joint
            ? joint.Create([.. Of(joint.Networks).Genotype, .. new int[joint.Dimensions.Count - joint.NetworkDecisions]])
            : Known.GetValue(space, Find);
    }

    static Architecture Find(SearchSpace space)
    {
        var genotype = new int[space.Dimensions.Count];
        var largest = SizeOf(space, genotype);
        var (hasGrown, tried) = (true, 0);
        for (var sweep = 0; hasGrown && sweep < MostSweeps; sweep++)
        {
            hasGrown = false;
            for (var dimension = 0; dimension < genotype.Length; dimension++)
            {
                for (var choice = 0; choice < space.Dimensions[dimension].Choices.Count && tried < MostTried; choice++, tried++)
                {
                    var before = genotype[dimension];
                    genotype[dimension] = choice;
                    var size = SizeOf(space, genotype);
                    if (size.CompareTo(largest) > 0)
                    {
                        (largest, hasGrown) = (size, true);
                    }
                    else
                    {
                        genotype[dimension] = before;
                    }
                }
            }
        }

        return space.Canonicalise(space.Create(genotype));
    }

    static (long Macs, long Parameters) SizeOf(SearchSpace space, int[] genotype)
    {
        var cost = space.Cost(space.Create(genotype), space.DefaultSkeleton, space.CostShape);
        return (cost.Macs, cost.Parameters);
    }
}
