using Serverless.Algorithms;

namespace Serverless.Learning.Inheritance;

/// <summary>A trained network that another network inherits from.</summary>
/// <param name="Architecture">The architecture, in the search space's own notation.</param>
/// <param name="Kind">How the weights are inherited.</param>
/// <param name="Weights">The weights as a safetensors file, which is untrusted.</param>
public sealed record ParentNetwork(string Architecture, InheritanceKind Kind, ReadOnlyMemory<byte> Weights);
