using Serverless.Spaces.Costs;

namespace Serverless.Spaces.Definitions;

/// <summary>The network of one architecture with all values evaluated.</summary>
/// <param name="Shape">The shape of its input and output.</param>
/// <param name="Blocks">The blocks, front to back.</param>
/// <param name="Output">The output of the last block: the classifier reads a vector, or the averages of a map's channels.</param>
public sealed record NetworkPlan(ImageShape Shape, IReadOnlyList<PlannedBlock> Blocks, BlockShape Output)
{
    /// <value>Number of inputs of the classifier.</value>
    public int Features => Output.Channels;

    /// <summary>Returns the outline of the network, including the classifier.</summary>
    public NetworkOutline Outline()
    {
        var outline = new NetworkOutline(Shape);
        var features = Blocks.Aggregate(outline.Input, (value, block) => block.Extend(outline, value));
        outline.Linear(Output.IsVector ? features : outline.GlobalPool(features), Shape.Classes);
        return outline;
    }
}
