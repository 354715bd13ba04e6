using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Learning.Supernets;

/// <summary>Describes the architectures of the mobile space as parts of its largest one.</summary>
static class SubnetChoices
{
    /// <value>The space, without quantisation.</value>
    public static MobileSpace Space { get; } = new();

    /// <value>
    /// The largest architecture: every stage has all its layers, each with the largest kernel and expansion, one group, and squeeze-and-excitation.
    /// </value>
    public static Architecture Largest { get; } = Space.Create([.. Space.Dimensions.Select(LargestOf)]);

    /// <value>The number of layers of the largest architecture.</value>
    public static int Slots { get; } = Space.Dimensions.Where(IsDepth).Sum(dimension => dimension.Choices.Count);

    /// <summary>Draws the architecture of a step: uniformly for the decisions that vary in the phase, the largest choice for the others.</summary>
    public static Architecture Sample(ShrinkingPhase phase, RandomStream random) => Space.Canonicalise(Space.Create(
    [
        .. Space.Dimensions.Select(dimension => IsOfChoice(dimension, phase) ? random.NextInt(dimension.Choices.Count) : LargestOf(dimension)),
    ]));

    /// <summary>Returns the layers of an architecture, front to back, each with the index of the corresponding layer of the largest one.</summary>
    public static IEnumerable<(int Slot, InvertedResidual Block)> PlacesOf(Architecture architecture, SpaceSpecification skeleton)
    {
        var slots = new List<int>();
        var first = 0;
        foreach (var (index, dimension) in Space.Dimensions.Index().Where(item => IsDepth(item.Item)))
        {
            slots.AddRange(Enumerable.Range(first, 1 + architecture.Genotype[index]));
            first += dimension.Choices.Count;
        }

        return slots.Zip(Space.BlocksOf(architecture, skeleton));
    }

    static int LargestOf(Dimension dimension) => dimension.Name.EndsWith("groups", StringComparison.Ordinal) ? 0 : dimension.Choices.Count - 1;

    static bool IsDepth(Dimension dimension) => dimension.Name.EndsWith("depth", StringComparison.Ordinal);

    static bool IsOfChoice(Dimension dimension, ShrinkingPhase phase) => phase >= (
        dimension.Name.EndsWith("kernel", StringComparison.Ordinal) ? ShrinkingPhase.Kernel
        : IsDepth(dimension) ? ShrinkingPhase.Depth
        : ShrinkingPhase.Width);
}
