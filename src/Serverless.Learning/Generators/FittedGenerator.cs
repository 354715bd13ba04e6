using Serverless.Core.Generators;

namespace Serverless.Learning.Generators;

/// <summary>A fitted generator: three ONNX files that belong together.</summary>
/// <param name="Metadata">The generator's description: its space, devices and inputs.</param>
/// <param name="Generator">The graph from condition, device and noise to choices: see <see cref="GeneratorGraph"/>.</param>
/// <param name="Cost">The graph from an architecture's inputs and a device to costs: see <see cref="GeneratorGraph"/>.</param>
/// <param name="Quality">A surrogate of the quality, with its own metadata.</param>
public sealed record FittedGenerator(GeneratorMetadata Metadata, byte[] Generator, byte[] Cost, byte[] Quality)
{
    /// <value>The device on which the generator was fitted: <c>cpu</c> or <c>cuda:N</c>.</value>
    public string RanOn { get; init; } = "cpu";
}
