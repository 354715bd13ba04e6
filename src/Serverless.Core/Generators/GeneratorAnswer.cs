namespace Serverless.Core.Generators;

/// <summary>A generator's architectures for a device: the response of <c>GET /api/generators/{id}/architectures</c>.</summary>
public sealed record GeneratorAnswer
{
    public required string Generator { get; init; }

    /// <value>The device for which they were generated.</value>
    public required string Device { get; init; }

    /// <value>The highest cost that an architecture can have on the device, in the metric's unit; null: any.</value>
    public double? Limit { get; init; }

    public required long Seed { get; init; }

    /// <value>Number of architectures drawn.</value>
    public required int Drawn { get; init; }

    /// <value>Number of distinct architectures among them.</value>
    public required int Distinct { get; init; }

    /// <value>The least predicted cost of any of them.</value>
    public required double LeastCost { get; init; }

    /// <value>With a limit, architectures predicted to be within it, the best first; without one, the predicted front, the cheapest first.</value>
    public required IReadOnlyList<GeneratedArchitecture> Architectures { get; init; }
}

/// <summary>An architecture from a generator.</summary>
/// <param name="Candidate">Its candidate id.</param>
/// <param name="Architecture">Its genotype in the space's own notation.</param>
/// <param name="Predicted">Values by objective name: the quality, and the cost with <c>@device</c>.</param>
/// <param name="Deviations">Standard deviations over the predictors, by objective name.</param>
public sealed record GeneratedArchitecture(
    string Candidate, string Architecture, IReadOnlyDictionary<string, double> Predicted, IReadOnlyDictionary<string, double> Deviations);

/// <summary>Seeds of a search that a generator provides when the search is submitted.</summary>
public sealed record GeneratorSeeds
{
    /// <summary>The default number of seeds.</summary>
    public const int Usual = 10;

    /// <value>The generator's id.</value>
    public required string Generator { get; init; }

    /// <value>The device for which they are generated.</value>
    public required string Device { get; init; }

    /// <value>The highest cost that a seed can have on the device, in the metric's unit; null: any.</value>
    public double? Limit { get; init; }

    /// <value>Number of seeds, 1 to 100.</value>
    public required int Count { get; init; }

    /// <value>Seed of the random draws. Default 0.</value>
    public long Seed { get; init; }
}
