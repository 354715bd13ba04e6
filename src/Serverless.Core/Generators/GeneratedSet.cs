using Serverless.Spaces;

namespace Serverless.Core.Generators;

/// <summary>What came of a question.</summary>
/// <param name="Architectures">Those that are answered, canonical and distinct.</param>
/// <param name="Quality">Of each.</param>
/// <param name="Cost">Of each, in the metric's unit.</param>
/// <param name="Drawn">Architectures that were drawn.</param>
/// <param name="Distinct">Different ones among them.</param>
/// <param name="LeastCost">The least that any of them is predicted to take.</param>
public sealed record GeneratedSet(
    IReadOnlyList<Architecture> Architectures, IReadOnlyList<PredictedMetric> Quality, IReadOnlyList<PredictedMetric> Cost, int Drawn, int Distinct, double LeastCost)
{
    /// <summary>As it is told to people and programs.</summary>
    /// <param name="generator">The generator's id.</param>
    /// <param name="device">The device's name.</param>
    /// <param name="metadata">Of the generator.</param>
    /// <param name="space">Of the architectures.</param>
    /// <param name="question">What was asked for.</param>
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
