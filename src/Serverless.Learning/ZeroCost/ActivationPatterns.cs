using Serverless.Learning.Networks;
using static TorchSharp.torch;

namespace Serverless.Learning.ZeroCost;

/// <summary>Scores how well a network's ReLUs tell images apart (NASWOT: Mellor et al. 2021, equation 2).</summary>
/// <remarks>
/// Two images agree in a unit if the unit is on for both or off for both. K counts the agreements of every pair over all units of all
/// ReLUs, with the network in training mode; the score is log |det K|.
/// </remarks>
static class ActivationPatterns
{
    /// <summary>Returns the score; −∞, or a very low value, if two images have equal patterns throughout.</summary>
    public static double LogDeterminant(nn.Module<Tensor, Tensor> network, Tensor images)
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        network.train();
        var agreements = zeros(images.shape[0], images.shape[0], ScalarType.Float64);
        var rectifiers = network.modules().OfType<Rectifier>().ToList();
        rectifiers.ForEach(rectifier => rectifier.Watch = output => agreements.add_(Agreements(output)));
        try
        {
            network.call(images);
        }
        finally
        {
            rectifiers.ForEach(rectifier => rectifier.Watch = null);
        }

        return LogDeterminant(agreements);
    }

    /// <summary>Returns Σ log |λ| over the eigenvalues of a symmetric matrix.</summary>
    internal static double LogDeterminant(Tensor symmetric) =>
        linalg.eigvalsh(symmetric).data<double>().ToArray().Sum(value => Math.Log(Math.Abs(value)));

    /// <summary>Counts for each pair of images the units that agree. Counts below 2²⁴ are exact in single precision.</summary>
    static Tensor Agreements(Tensor output)
    {
        var on = output.gt(0).to(ScalarType.Float32).reshape(output.shape[0], -1);
        var off = 1 - on;
        return (on.mm(on.t()) + off.mm(off.t())).to(ScalarType.Float64);
    }
}
