using Serverless.Learning.Surrogates.Networks;
using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Gates;

/// <summary>Information that flows through an architecture from its input to its output, gated by the operations.</summary>
abstract class InformationFlow : nn.Module
{
    private protected InformationFlow(string name)
        : base(name)
    {
    }

    /// <value>The number of channels of the information at the output.</value>
    public abstract int Channels { get; }

    /// <value>The parts of the encoding that the flow reads.</value>
    public abstract IReadOnlyList<EncodingPart> Parts { get; }

    /// <summary>Creates the flow for a search space: through the operations on edges if it has them there, otherwise on nodes.</summary>
    public static InformationFlow For(ArchitectureEncoder encoder, int members, MemberWeights weights) =>
        encoder.Edges is { } edges ? new EdgeFlow(members, encoder.ShapeOf(EncodingPart.Tokens).Columns, edges, weights) : new NodeFlow(members, encoder, weights);

    /// <summary>Computes the information at the output, one row.</summary>
    public abstract T Compute<T>(INetworkAlgebra<T> algebra)
        where T : struct;
}
