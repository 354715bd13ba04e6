using Serverless.MultiObjective.Randomness;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks;

/// <summary>Draws initial weights from a seed, layer by layer, without libtorch's global random state.</summary>
/// <remarks>So they depend neither on earlier trainings in the process, nor on libtorch's version or the device.</remarks>
sealed class WeightSource(long seed)
{
    int _layer;

    /// <summary>
    /// Fills weights of recurrent layers and of layers that batch normalisation follows: uniform within ±1/√inputs, PyTorch's default (He et al. 2015
    /// with slope √5), which NAS-Bench-201 used too.
    /// </summary>
    /// <param name="parameter">The tensor to fill.</param>
    /// <param name="inputs">The number of inputs of each output of the layer.</param>
    public void FillNormalised(Tensor parameter, long inputs) => Fill(parameter, Math.Sqrt(1.0 / inputs));

    /// <summary>
    /// Fills weights of the last layer: uniform within ±√(6/inputs) (He et al. 2015, for inputs from a ReLU). Its output is not normalised, and
    /// averaged features vary little, so smaller weights cost a short training one to two percent of accuracy.
    /// </summary>
    /// <param name="parameter">The tensor to fill.</param>
    /// <param name="inputs">The number of inputs of each output of the layer.</param>
    public void FillClassifier(Tensor parameter, long inputs) => Fill(parameter, Math.Sqrt(6.0 / inputs));

    /// <summary>Fills weights of layers that need not be followed by a normalisation: uniform within ±√(6/inputs) (He et al. 2015).</summary>
    /// <param name="parameter">The tensor to fill.</param>
    /// <param name="inputs">The number of inputs of each output of the layer.</param>
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
