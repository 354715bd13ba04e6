using Serverless.Core.Generators;

namespace Serverless.Learning.Generators;

/// <summary>A generator as it was fitted: three ONNX files that belong together.</summary>
/// <param name="Metadata">What it answers.</param>
/// <param name="Generator">From condition, device and noise to choices: see <see cref="GeneratorGraph"/>.</param>
/// <param name="Cost">From an architecture's inputs and a device to costs: see <see cref="GeneratorGraph"/>.</param>
/// <param name="Quality">A surrogate of the quality, with its own metadata.</param>
public sealed record FittedGenerator(GeneratorMetadata Metadata, byte[] Generator, byte[] Cost, byte[] Quality)
{
    /// <value>What it was fitted on: <c>cpu</c> or <c>cuda:N</c>.</value>
    public string RanOn { get; init; } = "cpu";
}
