using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Generators;

/// <summary>
/// The training data of a generator: device-independent quality of some architectures, and costs of architectures on known devices.
/// </summary>
public sealed record GeneratorMaterial
{
    /// <value>Architectures with their quality; one target, which does not depend on a device.</value>
    public required SurrogateTrainingSet Quality { get; init; }

    /// <value>The metric and goal of the device objective; the device is null, since questions name it.</value>
    public required Objective Cost { get; init; }

    /// <value>The fixed architectures by which every device is represented, distinct, at least 2 (usually 10).</value>
    public required IReadOnlyList<Architecture> References { get; init; }

    /// <value>The known devices, at least 1, with distinct names.</value>
    public required IReadOnlyList<KnownDevice> Devices { get; init; }
}

/// <summary>A device with its measurements.</summary>
/// <param name="Name">The name of the device.</param>
/// <param name="ReferenceValues">One value per reference architecture, in their order.</param>
/// <param name="Architectures">n further architectures, canonical, of the material's space.</param>
/// <param name="Values">n values in the metric's unit.</param>
public sealed record KnownDevice(
    string Name, IReadOnlyList<double> ReferenceValues, IReadOnlyList<Architecture> Architectures, IReadOnlyList<double> Values);
