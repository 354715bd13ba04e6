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
        Scale = new Parameter(ones(members * channels));
        Shift = new Parameter(zeros(members * channels));
        register_parameter("scale", Scale);
        register_parameter("shift", Shift);
    }

    public int Members { get; }

    public int Channels { get; }

    public Parameter Scale { get; }

    public Parameter Shift { get; }
}
