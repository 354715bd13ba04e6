namespace Serverless.Domain.Searches;

/// <summary>Which optimiser proposes candidates.</summary>
public sealed record AlgorithmSpecification
{
    /// <value>For example <c>nsga2</c>.</value>
    public required string Name { get; init; }

    /// <value>Candidates per generation. 2 to 200, default 8.</value>
    public int PopulationSize { get; init; } = 8;
}
