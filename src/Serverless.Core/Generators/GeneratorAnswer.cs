namespace Serverless.Core.Generators;

/// <summary>What a generator answers for a device: answers of <c>GET /api/generators/{id}/architectures</c>.</summary>
public sealed record GeneratorAnswer
{
    public required string Generator { get; init; }

    /// <value>The device that it is for.</value>
    public required string Device { get; init; }

    /// <value>The most that an architecture may take on the device, in the metric's unit; null: any.</value>
    public double? Limit { get; init; }

    public required long Seed { get; init; }

    /// <value>Architectures that were drawn.</value>
    public required int Drawn { get; init; }

    /// <value>Different ones among them.</value>
    public required int Distinct { get; init; }

    /// <value>The least that any of them is predicted to take.</value>
    public required double LeastCost { get; init; }

    /// <value>With a limit the best first, each predicted to keep it; without one the predicted front, the cheapest first.</value>
    public required IReadOnlyList<GeneratedArchitecture> Architectures { get; init; }
}

/// <summary>An architecture that a generator answers.</summary>
/// <param name="Candidate">Its id.</param>
/// <param name="Architecture">As its space writes it.</param>
/// <param name="Predicted">Objective name to value: the quality, and the cost with <c>@device</c>.</param>
/// <param name="Deviations">Objective name to the standard deviation of what the predictors say.</param>
public sealed record GeneratedArchitecture(
    string Candidate, string Architecture, IReadOnlyDictionary<string, double> Predicted, IReadOnlyDictionary<string, double> Deviations);

/// <summary>The seeds of a search that a generator answers when the search is submitted.</summary>
public sealed record GeneratorSeeds
{
    /// <summary>How many where nobody says.</summary>
    public const int Usual = 10;

    /// <value>The generator's id.</value>
    public required string Generator { get; init; }

    /// <value>The device that they are for.</value>
    public required string Device { get; init; }

    /// <value>The most that one may take on the device, in the metric's unit; null: any.</value>
    public double? Limit { get; init; }

    /// <value>How many, 1 to 100.</value>
    public required int Count { get; init; }

    /// <value>Of the draws. Default 0.</value>
    public long Seed { get; init; }
}
