using Serverless.Spaces;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks.Quantisation;

/// <summary>The weights of a quantised layer as integers, for integer kernels.</summary>
/// <remarks>
/// Batch normalisation after the layer is folded in: with one scale for each output it changes scales, signs and biases, but no rounding.
/// For fewer than 8 bits the integers are multiplied by a factor that spreads them over the whole byte, since biases are rounded to the scale of
/// the products.
/// </remarks>
/// <param name="Weights">The weights, row-major, each from 1 to 255; <see cref="Zero"/> represents 0.</param>
/// <param name="Scales">The scale of each output's weights.</param>
/// <param name="Biases">The bias of each output, in multiples of its scale times the input's.</param>
/// <param name="BiasScales">The scale of each output's bias.</param>
sealed record WholeWeights(byte[] Weights, float[] Scales, int[] Biases, float[] BiasScales)
{
    /// <summary>The byte that represents a weight of 0.</summary>
    /// <remarks>Bytes are unsigned, since x86-64 processors without VNNI add products of signed bytes in 16 bits, which can overflow.</remarks>
    public const byte Zero = 128;

    const double LargestBias = 1 << 30;
    const double LeastScale = 1e-30;

    /// <summary>Converts the weights of a layer.</summary>
    /// <param name="weight">The weights, outputs first.</param>
    /// <param name="bias">The biases; null for none.</param>
    /// <param name="bits">The bit width of the weights.</param>
    /// <param name="inputScale">The scale of the layer's input.</param>
    /// <param name="normalisation">The batch normalisation after the layer; null for none.</param>
    public static WholeWeights Of(Tensor weight, Tensor? bias, int bits, float inputScale, Normalisation? normalisation)
    {
        var values = Numbers(weight);
        var outputs = (int)weight.shape[0];
        var biases = bias is null ? new float[outputs] : Numbers(bias);
        var most = QuantisedLayers.MostOf(bits);
        var finer = QuantisedLayers.MostOf(BitWidths.MostQuantised) / most;
        var fanIn = values.Length / outputs;
        var whole = new WholeWeights(new byte[values.Length], new float[outputs], new int[outputs], new float[outputs]);
        for (var output = 0; output < outputs; output++)
        {
            var own = values.AsSpan(output * fanIn, fanIn);
            var (factor, shift) = normalisation?.Of(output) ?? (1, 0);
            var shifted = (factor * biases[output]) + shift;
            var greatest = GreatestOf(own);
            var step = (greatest > 0 ? greatest : 1) / most;

            // A channel with tiny weights has a bias that is too large for its scale: the scale is raised until the bias fits, and the weights are
            // rounded to
            // that scale.
            var scale = Math.Max(Math.Abs(factor) * step / finer, Math.Max(Math.Abs(shifted) / (LargestBias * inputScale), LeastScale / inputScale));
            for (var i = 0; i < fanIn; i++)
            {
                var rounded = MathF.Round(own[i] / step, MidpointRounding.ToEven);
                whole.Weights[(output * fanIn) + i] = (byte)(Zero + Math.Round(rounded * (factor * step / scale), MidpointRounding.ToEven));
            }

            whole.Scales[output] = (float)scale;
            whole.BiasScales[output] = inputScale * whole.Scales[output];
            whole.Biases[output] = (int)Math.Round(shifted / whole.BiasScales[output], MidpointRounding.ToEven);
        }

        return whole;
    }

    static float GreatestOf(ReadOnlySpan<float> values)
    {
        var greatest = 0f;
        foreach (var value in values)
        {
            greatest = Math.Max(greatest, Math.Abs(value));
        }

        return greatest;
    }

    static float[] Numbers(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().cpu().contiguous().data<float>().ToArray();
    }

    /// <summary>Batch normalisation in inference: a factor and a shift for each output.</summary>
    public sealed class Normalisation
    {
        readonly float[] _scale;
        readonly float[] _shift;
        readonly float[] _mean;
        readonly float[] _variance;
        readonly double _epsilon;

        public Normalisation(NormBase layer)
            : this(layer.weight!, layer.bias!, layer.running_mean!, layer.running_var!, layer.eps) // all are there unless asked otherwise
        {
        }

        Normalisation(Tensor scale, Tensor shift, Tensor mean, Tensor variance, double epsilon) =>
            (_scale, _shift, _mean, _variance, _epsilon) = (Numbers(scale), Numbers(shift), Numbers(mean), Numbers(variance), epsilon);

        public (double Factor, double Shift) Of(int output)
        {
            var factor = _scale[output] / Math.Sqrt(_variance[output] + _epsilon);
            return (factor, _shift[output] - (factor * _mean[output]));
        }
    }
}
