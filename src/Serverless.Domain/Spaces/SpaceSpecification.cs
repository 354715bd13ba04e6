namespace Serverless.Domain.Spaces;

/// <summary>Which search space, and the macro skeleton its cells are put into.</summary>
public sealed record SpaceSpecification
{
    /// <value>For example <c>nasbench201</c>.</value>
    public required string Name { get; init; }

    /// <value>Feature maps after the stem; doubled at each of the two reductions. 1 to 256, default 16 (NAS-Bench-201's).</value>
    public int Channels { get; init; } = 16;

    /// <value>Copies of the cell in each of the three stages. 1 to 10, default 5 (NAS-Bench-201's).</value>
    public int CellsPerStage { get; init; } = 5;
}
