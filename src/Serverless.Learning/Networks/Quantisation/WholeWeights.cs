using Serverless.Spaces;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks.Quantisation;

/// <summary>The weights of a quantised layer in whole numbers, as integer kernels read them.</summary>
/// <remarks>
/// Batch normalisation behind the layer is folded in: with one scale for each output it changes scales, signs and biases, and no rounding.
/// Of fewer than 8 bits the numbers are multiples of one that takes them through the whole byte, since biases are rounded to the scale of
/// the products.
/// </remarks>
/// <param name="Weights">Row-major, each from 1 to 255; <see cref="Zero"/> is none.</param>
/// <param name="Scales">Of each output.</param>
/// <param name="Biases">Of each output, in multiples of its scale times the input's.</param>
/// <param name="BiasScales">Of each output.</param>
sealed record WholeWeights(byte[] Weights, float[] Scales, int[] Biases, float[] BiasScales)
{
    /// <summary>What a weight of 0 is.</summary>
    /// <remarks>Bytes are unsigned, since processors of x86-64 without VNNI add products of signed ones in 16 bits, which is too few.</remarks>
    public const byte Zero = 128;

    const double LargestBias = 1 << 30;
    const double LeastScale = 1e-30;

    /// <summary>Of a layer.</summary>
    /// <param name="weight">Outputs first.</param>
    /// <param name="bias">Null for none.</param>
    /// <param name="bits">Of the weights.</param>
    /// <param name="inputScale">Of what the layer reads.</param>
    /// <param name="normalisation">What stands behind the layer; null for nothing.</param>
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

            // A channel next to silent has a bias too large for its scale: it is given one that takes the bias, and its weights are rounded to that.
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

    /// <summary>Batch normalisation in inference: each output times a factor, and a shift.</summary>
    public sealed class Normalisation
    {
        readonly float[] _scale;
        readonly float[] _shift;
        readonly float[] _mean;
        readonly float[] _variance;
        readonly double _epsilon;

        public Normalisation(BatchNorm2d layer)
            : this(layer.weight!, layer.bias!, layer.running_mean!, layer.running_var!, layer.eps) // all are there unless asked otherwise
        {
        }

        public Normalisation(BatchNorm1d layer)
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
