using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>An ensemble of networks of one form that read encoded architectures.</summary>
abstract class SurrogateNetwork : nn.Module
{
    private protected SurrogateNetwork(string name, int members)
        : base(name) => Members = members;

    /// <value>How many networks.</value>
    public int Members { get; }

    /// <value>The parts of the encoding that it reads.</value>
    public abstract IReadOnlyList<EncodingPart> Parts { get; }

    /// <value>The points of the learning curves that it reads; null: it reads none.</value>
    public virtual IReadOnlyList<string>? CurvePoints => null;

    /// <value>How it reads features, where other fits can begin at its weights; else null.</value>
    public virtual FeatureReader? Features => null;

    /// <summary>Computes the network, or writes it down.</summary>
    public abstract NetworkAnswer<T> Compute<T>(INetworkAlgebra<T> algebra)
        where T : struct;
}

/// <summary>What a network says of each architecture, for each member.</summary>
/// <param name="Scores">One channel: greater is nearer to the front; null for a network without.</param>
/// <param name="Values">A channel a target, as the fit scaled them, or in an order alone that is calibrated after the fit.</param>
/// <param name="Own">The network's part in the values, which learns as if there were no other; null: there is no other.</param>
readonly record struct NetworkAnswer<T>(T? Scores, T Values, T? Own = null)
    where T : struct;
