using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Learning.Tests.Networks;

/// <summary>Cells that tests build networks of.</summary>
static class Cells
{
    public static NasBench201Space Space { get; } = new();

    /// <summary>A small skeleton: 4 channels, one cell a stage.</summary>
    public static SpaceSpecification Skeleton { get; } = new() { Name = NasBench201Space.SpaceName, Channels = 4, CellsPerStage = 1 };

    /// <summary>Two images' worth of small pictures: 1 × 8 × 8, 3 classes.</summary>
    public static ImageShape Shape { get; } = new(Channels: 1, Height: 8, Width: 8, Classes: 3);

    /// <summary>Nothing reaches the output.</summary>
    public static Architecture Disconnected { get; } = Space.Create([0, 0, 0, 0, 0, 0]);

    /// <summary>Only skip connections.</summary>
    public static Architecture AllSkip { get; } = Space.Create([1, 1, 1, 1, 1, 1]);

    /// <summary>Convolutions of a node that is zero, and of one that nothing reads.</summary>
    public static Architecture DeadConvolutions { get; } = Space.Create([0, 2, 3, 0, 3, 0]);

    /// <summary>The extremes, then random ones.</summary>
    public static IEnumerable<Architecture> Various(int random) =>
    [
        Disconnected, AllSkip, DeadConvolutions, Space.Create([3, 3, 3, 3, 3, 3]), Space.Create([4, 4, 4, 4, 4, 4]),
        .. Enumerable.Range(0, random).Select(i => Space.Sample(RandomStream.For(seed: 5, generation: 0, index: i))),
    ];
}
