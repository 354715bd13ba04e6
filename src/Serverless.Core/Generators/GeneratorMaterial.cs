using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Generators;

/// <summary>What a generator is fitted to: the quality of some architectures, which no device changes, and what some take on known devices.</summary>
public sealed record GeneratorMaterial
{
    /// <value>Architectures with their quality; one target, which is bound to no device.</value>
    public required SurrogateTrainingSet Quality { get; init; }

    /// <value>What the device objective is: its metric and goal; the device is null, since it is asked for.</value>
    public required Objective Cost { get; init; }

    /// <value>The fixed architectures that every device is known by, distinct, at least 2 (usually 10).</value>
    public required IReadOnlyList<Architecture> References { get; init; }

    /// <value>The devices that are known, at least 1, by different names.</value>
    public required IReadOnlyList<KnownDevice> Devices { get; init; }
}

/// <summary>A device with what was measured on it.</summary>
/// <param name="Name">Of the device.</param>
/// <param name="ReferenceValues">One of each reference architecture, in their order.</param>
/// <param name="Architectures">n further architectures, canonical, of the material's space.</param>
/// <param name="Values">n values in the metric's unit.</param>
public sealed record KnownDevice(
    string Name, IReadOnlyList<double> ReferenceValues, IReadOnlyList<Architecture> Architectures, IReadOnlyList<double> Values);
