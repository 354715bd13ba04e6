using Serverless.Spaces;

namespace Serverless.Core.Generators;

/// <summary>The result of a question to a generator.</summary>
/// <param name="Architectures">The chosen architectures, canonical and distinct.</param>
/// <param name="Quality">The predicted quality of each.</param>
/// <param name="Cost">The predicted cost of each, in the metric's unit.</param>
/// <param name="Drawn">Number of architectures drawn.</param>
/// <param name="Distinct">Number of distinct architectures among them.</param>
/// <param name="LeastCost">The least predicted cost of any of them.</param>
public sealed record GeneratedSet(
    IReadOnlyList<Architecture> Architectures, IReadOnlyList<PredictedMetric> Quality, IReadOnlyList<PredictedMetric> Cost, int Drawn, int Distinct, double LeastCost)
{
    /// <summary>Converts the result to the form used in responses.</summary>
    /// <param name="generator">The generator's id.</param>
    /// <param name="device">The device's name.</param>
    /// <param name="metadata">The metadata of the generator.</param>
    /// <param name="space">The space of the architectures.</param>
    /// <param name="question">The question.</param>
    public GeneratorAnswer ToAnswer(string generator, string device, GeneratorMetadata metadata, SearchSpace space, GeneratorQuestion question)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(question);
        var (quality, cost) = (metadata.Quality.Name, (metadata.Cost with { Device = device }).Name);
        return new GeneratorAnswer
        {
            Generator = generator,
            Device = device,
            Limit = question.Limit,
            Seed = question.Seed,
            Drawn = Drawn,
            Distinct = Distinct,
            LeastCost = LeastCost,
            Architectures =
            [
                .. Architectures.Select((architecture, place) => new GeneratedArchitecture(
                    space.IdOf(architecture).Value,
                    space.Format(architecture),
                    new Dictionary<string, double> { [quality] = Quality[place].Mean, [cost] = Cost[place].Mean },
                    new Dictionary<string, double> { [quality] = Quality[place].Deviation, [cost] = Cost[place].Deviation })),
            ],
        };
    }
}
