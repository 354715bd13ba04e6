using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>A linear layer for each member of an ensemble, with weights in the form of one grouped 1×1 convolution.</summary>
sealed class MemberLinear : nn.Module
{
    readonly bool _hasBias;

    /// <param name="members">The number of networks.</param>
    /// <param name="inputs">The number of input channels.</param>
    /// <param name="outputs">The number of output channels.</param>
    /// <param name="weights">The source of initial weights.</param>
    /// <param name="hasBias">Whether the layer has a bias; without one, zeros stay zeros.</param>
    public MemberLinear(int members, int inputs, int outputs, MemberWeights weights, bool hasBias = true)
        : this(members, inputs, outputs, weights, Math.Sqrt(1.0 / inputs), hasBias)
    {
    }

    /// <param name="members">The number of networks.</param>
    /// <param name="inputs">The number of input channels.</param>
    /// <param name="outputs">The number of output channels.</param>
    /// <param name="weights">The source of initial weights.</param>
    /// <param name="bound">The bound of the uniformly distributed initial weights.</param>
    /// <param name="hasBias">Whether the layer has a bias; without one, zeros stay zeros.</param>
    public MemberLinear(int members, int inputs, int outputs, MemberWeights weights, double bound, bool hasBias)
        : base(nameof(MemberLinear))
    {
        (Members, Inputs, Outputs, _hasBias) = (members, inputs, outputs, hasBias);
        register_parameter("weight", new Parameter(zeros(members * outputs, inputs, 1, 1)));
        weights.Fill(Weight, members, bound);
        if (hasBias)
        {
            register_parameter("bias", new Parameter(zeros(members * outputs)));
            weights.Fill(Bias!, members, bound);
        }
    }

    public int Members { get; }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <value>The weights, members · outputs × inputs × 1 × 1.</value>
    /// <remarks>Read at each use, since moving the module to a device replaces it.</remarks>
    public Parameter Weight => get_parameter("weight")!;

    /// <value>The bias, members · outputs; null if the layer has none.</value>
    public Parameter? Bias => _hasBias ? get_parameter("bias") : null;
}
