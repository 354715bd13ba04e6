using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>A linear layer for each member of an ensemble, with weights in the form of one grouped convolution 1×1.</summary>
sealed class MemberLinear : nn.Module
{
    readonly bool _hasBias;

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

    /// <value>Members · outputs × inputs × 1 × 1.</value>
    /// <remarks>Asked for each time, since moving the module to a device replaces it.</remarks>
    public Parameter Weight => get_parameter("weight")!;

    /// <value>Members · outputs; null: nothing is added.</value>
    public Parameter? Bias => _hasBias ? get_parameter("bias") : null;
}
