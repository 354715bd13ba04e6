using Serverless.Algorithms;

namespace Serverless.Learning.Inheritance;

/// <summary>A trained network that another one begins with.</summary>
/// <param name="Architecture">In the space's own notation.</param>
/// <param name="Kind">What is done with its weights.</param>
/// <param name="Weights">Its weights as a safetensors file, which anybody may have written.</param>
public sealed record ParentNetwork(string Architecture, InheritanceKind Kind, ReadOnlyMemory<byte> Weights);
