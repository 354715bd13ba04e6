using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>Layer normalisation (Ba, Kiros, Hinton 2016) with a scale and a shift for each member of an ensemble.</summary>
sealed class MemberNorm : nn.Module
{
    public const double Epsilon = 1e-5;

    public MemberNorm(int members, int channels)
        : base(nameof(MemberNorm))
    {
        (Members, Channels) = (members, channels);
        register_parameter("scale", new Parameter(ones(members * channels)));
        register_parameter("shift", new Parameter(zeros(members * channels)));
    }

    public int Members { get; }

    public int Channels { get; }

    /// <remarks>Read at each use, since moving the module to a device replaces it.</remarks>
    public Parameter Scale => get_parameter("scale")!;

    /// <inheritdoc cref="Scale" path="/remarks"/>
    public Parameter Shift => get_parameter("shift")!;
}
