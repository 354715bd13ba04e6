namespace Serverless.Spaces;

/// <summary>Which search space, and the skeleton that makes networks of its architectures.</summary>
public sealed record SpaceSpecification
{
    /// <value>For example <c>nasbench201</c>.</value>
    public required string Name { get; init; }

    /// <value>
    /// Feature maps after the stem, of which those of the stages are multiples. Range and default are the space's
    /// (<see cref="SearchSpace.Skeleton"/>); NAS-Bench-201's are 1 to 256 and 16.
    /// </value>
    public int Channels { get; init; } = 16;

    /// <value>Copies of the cell in each stage. 1 to 10, default 5 (NAS-Bench-201's); 1 where networks are not made of cells.</value>
    public int CellsPerStage { get; init; } = 5;
}
