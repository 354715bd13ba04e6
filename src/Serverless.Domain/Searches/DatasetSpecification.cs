namespace Serverless.Domain.Searches;

/// <summary>What candidates are trained and judged on.</summary>
public sealed record DatasetSpecification
{
    /// <value>For example <c>fashion-mnist</c>.</value>
    public required string Name { get; init; }

    /// <value>Training images drawn from the training file. At least 1; training and validation together at most the file's 60,000.</value>
    public int TrainingImages { get; init; } = 50_000;

    /// <value>Validation images, disjoint from the training images. At least 1, default 10,000.</value>
    public int ValidationImages { get; init; } = 10_000;

    /// <value>Seed of the split: equal seeds give equal splits, on every machine. Default 0.</value>
    public long SplitSeed { get; init; }
}
