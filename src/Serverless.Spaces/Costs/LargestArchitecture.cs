using System.Runtime.CompilerServices;
using Serverless.Spaces.Recipes;

namespace Serverless.Spaces.Costs;

/// <summary>Finds the architecture of a space whose network costs the most.</summary>
/// <remarks>
/// Changes one decision after the other to the choice with the most multiply-accumulates, among these the one with the most parameters, until no
/// decision changes. The result is the largest of all architectures unless one decision makes the larger choice of another one cheaper, which no
/// space with networks has. O(sweeps · choices), with at most 5,000 networks.
/// </remarks>
public static class LargestArchitecture
{
    /// <summary>The most sweeps: in a space whose decisions make each other's larger choices cheaper, changes could continue for long.</summary>
    const int MostSweeps = 20;

    /// <summary>The most networks to lay out: spaces of definitions come from requests, and can have very many choices.</summary>
    const int MostTried = 5_000;

    static readonly ConditionalWeakTable<SearchSpace, Architecture> Known = [];

    /// <value>The image shape for which costs are counted in spaces that take any; the largest architecture does not depend on it.</value>
    public static ImageShape Shape { get; } = new(Channels: 3, Height: 32, Width: 32, Classes: 10);

    /// <summary>Returns the largest architecture, in canonical form.</summary>
    /// <param name="space">A space that can lay out its networks; each space is searched once.</param>
    public static Architecture Of(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);

        // Decisions of the recipe do not affect the cost.
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
