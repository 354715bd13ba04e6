using Serverless.Spaces.Definitions;

namespace Serverless.Spaces.Morphisms;

/// <summary>How the blocks of a network inherit the weights of another one.</summary>
/// <param name="Parent">The network that was trained.</param>
/// <param name="Child">The network that starts from its weights.</param>
/// <param name="Origins">For each block of the child, the index of the parent's block from which it comes; null if it is inserted as an
/// identity.</param>
public sealed record NetworkMorph(NetworkPlan Parent, NetworkPlan Child, IReadOnlyList<int?> Origins)
{
    /// <value>
    /// Index of the child's first convolution or linear layer that is inserted, or has other units or another kernel than its origin; null: none.
    /// </value>
    public int? ChangedAt => Enumerable.Range(0, Child.Blocks.Count)
        .Where(place => Child.Blocks[place] is PlannedConvolution or PlannedLinear)
        .Where(place => Origins[place] is not { } origin || !IsAsLarge(Parent.Blocks[origin], Child.Blocks[place]))
        .Select(place => (int?)place)
        .FirstOrDefault();

    static bool IsAsLarge(PlannedBlock origin, PlannedBlock block) =>
        origin.Output.Channels == block.Output.Channels && (origin as PlannedConvolution)?.Kernel == (block as PlannedConvolution)?.Kernel;
}
