using Serverless.MultiObjective.Randomness;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks;

/// <summary>Draws initial weights from a seed, layer by layer, without touching libtorch's global random state.</summary>
/// <remarks>So they depend neither on what was trained before in the process, nor on libtorch's version or device.</remarks>
sealed class WeightSource(long seed)
{
    int _layer;

    /// <summary>
    /// For layers that batch normalisation follows: uniform within ±1/√inputs, which PyTorch starts its layers with (He et al. 2015
    /// with slope √5), and so NAS-Bench-201 did.
    /// </summary>
    /// <param name="parameter">What to fill.</param>
    /// <param name="inputs">How many inputs each output of the layer has.</param>
    public void FillNormalised(Tensor parameter, long inputs) => Fill(parameter, Math.Sqrt(1.0 / inputs));

    /// <summary>
    /// For the last layer: uniform within ±√(6/inputs) (He et al. 2015, for inputs from a ReLU). Nothing normalises what it makes, and
    /// averaged features vary little, so smaller weights cost a short training one to two percent of accuracy.
    /// </summary>
    /// <param name="parameter">What to fill.</param>
    /// <param name="inputs">How many inputs each output of the layer has.</param>
    public void FillClassifier(Tensor parameter, long inputs) => Fill(parameter, Math.Sqrt(6.0 / inputs));

    /// <summary>For layers that perhaps nothing normalises: uniform within ±√(6/inputs) (He et al. 2015).</summary>
    /// <param name="parameter">What to fill.</param>
    /// <param name="inputs">How many inputs each output of the layer has.</param>
    public void FillRectified(Tensor parameter, long inputs) => Fill(parameter, Math.Sqrt(6.0 / inputs));

    void Fill(Tensor parameter, double bound)
    {
        var random = RandomStream.For(seed, _layer++, RandomPurpose.Weights);
        var values = new float[parameter.numel()];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(bound * ((2 * random.NextDouble()) - 1));
        }

        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        parameter.copy_(tensor(values).reshape(parameter.shape));
    }
}
