using Serverless.Spaces.Costs;

namespace Serverless.Spaces.Definitions;

/// <summary>The network of one architecture with every number settled.</summary>
/// <param name="Shape">What it is fed and answers.</param>
/// <param name="Blocks">Front to back.</param>
/// <param name="Output">What the last block makes: the classifier reads a vector, or the averages of a map's channels.</param>
public sealed record NetworkPlan(ImageShape Shape, IReadOnlyList<PlannedBlock> Blocks, BlockShape Output)
{
    /// <value>How many numbers the classifier reads.</value>
    public int Features => Output.Channels;

    /// <summary>What the network costs, the classifier included.</summary>
    public NetworkOutline Outline()
    {
        var outline = new NetworkOutline(Shape);
        var features = Blocks.Aggregate(outline.Input, (value, block) => block.Extend(outline, value));
        outline.Linear(Output.IsVector ? features : outline.GlobalPool(features), Shape.Classes);
        return outline;
    }
}
