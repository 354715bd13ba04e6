using Serverless.Learning.Surrogates.Networks;
using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Gates;

/// <summary>Information that flows through an architecture from its input, gated by operations, and what arrives at its output.</summary>
abstract class InformationFlow : nn.Module
{
    private protected InformationFlow(string name)
        : base(name)
    {
    }

    /// <value>Channels of what arrives.</value>
    public abstract int Channels { get; }

    /// <value>What it reads of an architecture.</value>
    public abstract IReadOnlyList<EncodingPart> Parts { get; }

    /// <summary>The flow that suits a space: through operations on edges where it has them there, else on nodes.</summary>
    public static InformationFlow For(ArchitectureEncoder encoder, int members, MemberWeights weights) =>
        encoder.Edges is { } edges ? new EdgeFlow(members, encoder.ShapeOf(EncodingPart.Tokens).Columns, edges, weights) : new NodeFlow(members, encoder, weights);

    /// <summary>What arrives at the output, one row.</summary>
    public abstract T Compute<T>(INetworkAlgebra<T> algebra)
        where T : struct;
}
