namespace Serverless.Core.Generators;

/// <summary>What a generator is asked for.</summary>
/// <param name="Device">The device.</param>
/// <param name="Limit">The most that an architecture may take there, in the metric's unit; null: any.</param>
/// <param name="Count">How many architectures, 1 to <see cref="MostArchitectures"/>.</param>
/// <param name="Seed">Of the draws.</param>
public sealed record GeneratorQuestion(DeviceEmbedding Device, double? Limit, int Count, long Seed)
{
    /// <summary>No answer has more.</summary>
    public const int MostArchitectures = 100;

    /// <value>Architectures that are drawn; null: as many as the count needs. A generator that is asked by its own bench may draw fewer.</value>
    public int? Draws { get; init; }
}
