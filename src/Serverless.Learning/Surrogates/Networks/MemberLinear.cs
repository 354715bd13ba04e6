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
    /// <param name="members">How many networks.</param>
    /// <param name="inputs">Channels in.</param>
    /// <param name="outputs">Channels out.</param>
    /// <param name="weights">Where initial weights come from.</param>
    /// <param name="hasBias">Whether something is added to the products; without, zeros stay zeros.</param>
    public MemberLinear(int members, int inputs, int outputs, MemberWeights weights, bool hasBias = true)
        : this(members, inputs, outputs, weights, Math.Sqrt(1.0 / inputs), hasBias)
    {
    }

    /// <param name="members">How many networks.</param>
    /// <param name="inputs">Channels in.</param>
    /// <param name="outputs">Channels out.</param>
    /// <param name="weights">Where initial weights come from.</param>
    /// <param name="bound">They are uniform within it.</param>
    /// <param name="hasBias">Whether something is added to the products; without, zeros stay zeros.</param>
    public MemberLinear(int members, int inputs, int outputs, MemberWeights weights, double bound, bool hasBias)
        : base(nameof(MemberLinear))
    {
        (Members, Inputs, Outputs) = (members, inputs, outputs);
        Weight = new Parameter(zeros(members * outputs, inputs, 1, 1));
        register_parameter("weight", Weight);
        weights.Fill(Weight, members, bound);
        if (hasBias)
        {
            Bias = new Parameter(zeros(members * outputs));
            register_parameter("bias", Bias);
            weights.Fill(Bias, members, bound);
        }
    }

    public int Members { get; }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <value>Members · outputs × inputs × 1 × 1.</value>
    public Parameter Weight { get; }

    /// <value>Members · outputs; null: nothing is added.</value>
    public Parameter? Bias { get; }
}
