namespace Serverless.Spaces;

/// <summary>One edge of a cell.</summary>
/// <param name="Index">Its place in the genotype.</param>
/// <param name="Source">The node it reads.</param>
/// <param name="Target">The node it adds to.</param>
/// <param name="Operation">One of the space's operations, but not <c>none</c>.</param>
public sealed record NasBench201Edge(int Index, int Source, int Target, string Operation)
{
    /// <value>Whether it hands on what it reads.</value>
    public bool IsSkip => Operation == "skip_connect";

    /// <value>The side of its convolution, or null when it has none.</value>
    public int? Kernel => Operation switch
    {
        "nor_conv_1x1" => 1,
        "nor_conv_3x3" => 3,
        _ => null,
    };
}
