using Serverless.Domain.Randomness;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks;

/// <summary>Draws initial weights from a seed, layer by layer, without touching libtorch's global random state.</summary>
/// <remarks>So they depend neither on what was trained before in the process, nor on libtorch's version or device.</remarks>
sealed class WeightSource(long seed)
{
    int _layer;

    /// <summary>Normal with mean 0.</summary>
    public void FillNormal(Tensor parameter, double deviation)
    {
        var random = RandomStream.For(seed, _layer++, RandomPurpose.Weights);
        var values = new float[parameter.numel()];
        for (var i = 0; i < values.Length; i += 2)
        {
            // Box, Muller 1958: two uniform numbers give two normal ones.
            var radius = deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            var (sine, cosine) = Math.SinCos(2 * Math.PI * random.NextDouble());
            values[i] = (float)(radius * cosine);
            if (i + 1 < values.Length)
            {
                values[i + 1] = (float)(radius * sine);
            }
        }

        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        parameter.copy_(tensor(values).reshape(parameter.shape));
    }

    /// <summary>He et al. 2015, equation 10: keeps the variance of activations through a ReLU and a layer with this many inputs per output.</summary>
    public void FillKaiming(Tensor parameter, long inputs) => FillNormal(parameter, Math.Sqrt(2.0 / inputs));
}
