using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>A linear layer for each member of an ensemble, as one grouped convolution 1×1.</summary>
/// <remarks>
/// A convolution since oneDNN computes all members at once, close to the processor's peak; matrix products leave it to the BLAS that
/// libtorch was built with, which may be ten times slower.
/// </remarks>
sealed class MemberLinear : nn.Module
{
    public MemberLinear(int members, int inputs, int outputs, MemberWeights weights)
        : base(nameof(MemberLinear))
    {
        (Members, Inputs, Outputs) = (members, inputs, outputs);
        Weight = new Parameter(zeros(members * outputs, inputs, 1, 1));
        Bias = new Parameter(zeros(members * outputs));
        register_parameter("weight", Weight);
        register_parameter("bias", Bias);
        weights.Fill(Weight, members, Math.Sqrt(1.0 / inputs));
        weights.Fill(Bias, members, Math.Sqrt(1.0 / inputs));
    }

    public int Members { get; }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <value>Members · outputs × inputs × 1 × 1.</value>
    public Parameter Weight { get; }

    /// <value>Members · outputs.</value>
    public Parameter Bias { get; }
}
