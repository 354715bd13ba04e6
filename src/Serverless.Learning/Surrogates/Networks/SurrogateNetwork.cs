using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>An ensemble of networks of the same form that read encoded architectures.</summary>
abstract class SurrogateNetwork : nn.Module
{
    private protected SurrogateNetwork(string name, int members)
        : base(name) => Members = members;

    /// <value>The number of networks.</value>
    public int Members { get; }

    /// <value>The parts of the encoding that the networks read.</value>
    public abstract IReadOnlyList<EncodingPart> Parts { get; }

    /// <value>The points of the learning curves that the networks read; null if they read none.</value>
    public virtual IReadOnlyList<string>? CurvePoints => null;

    /// <value>The reader of the features, if other fits can start from the network's weights; otherwise null.</value>
    public virtual FeatureReader? Features => null;

    /// <summary>Computes the network, or exports it, depending on the algebra.</summary>
    public abstract NetworkAnswer<T> Compute<T>(INetworkAlgebra<T> algebra)
        where T : struct;
}

/// <summary>The outputs of a network for each architecture and member.</summary>
/// <param name="Scores">The scores, one channel: the higher, the nearer to the front; null for a network without scores.</param>
/// <param name="Values">The values, one channel per target: scaled as by the fit, or an order only that is calibrated after the fit.</param>
/// <param name="Own">The network's own part of the values, which is trained as if there were no other; null if there is no other.</param>
readonly record struct NetworkAnswer<T>(T? Scores, T Values, T? Own = null)
    where T : struct;
