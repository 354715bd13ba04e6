namespace Serverless.Core.Generators;

/// <summary>A question to a generator.</summary>
/// <param name="Device">The device.</param>
/// <param name="Limit">The highest cost that an architecture can have there, in the metric's unit; null: any.</param>
/// <param name="Count">Number of architectures, 1 to <see cref="MostArchitectures"/>.</param>
/// <param name="Seed">Seed of the random draws.</param>
public sealed record GeneratorQuestion(DeviceEmbedding Device, double? Limit, int Count, long Seed)
{
    /// <summary>The most architectures in an answer.</summary>
    public const int MostArchitectures = 100;

    /// <value>Number of architectures to draw; null: as many as the count needs. Benchmarks of a generator can draw fewer.</value>
    public int? Draws { get; init; }
}
