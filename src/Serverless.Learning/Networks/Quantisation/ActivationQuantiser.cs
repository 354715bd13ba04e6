using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks.Quantisation;

/// <summary>Rounds numbers to the grid of a bit width, within the range that was observed in training.</summary>
/// <remarks>
/// The grid is affine, with one scale for all numbers and exact zero (Jacob et al. 2018). The range is a running average of the minimum and maximum
/// of
/// each batch, zero included, like the statistics of batch normalisation; it is a buffer, so files and checkpoints contain it. Before the first batch
/// it
/// is 0 to 1. Gradients pass as if nothing was rounded, and are 0 for numbers outside the range (straight-through estimator: Bengio et al. 2013).
/// </remarks>
sealed class ActivationQuantiser : nn.Module<Tensor, Tensor>
{
    const string RangeName = "range";

    readonly int _levels;

    /// <param name="bits">The bit width, 2 to 8.</param>
    public ActivationQuantiser(int bits)
        : base(nameof(ActivationQuantiser))
    {
        Bits = bits;
        _levels = (1 << bits) - 1;
        register_buffer(RangeName, zeros(2));
    }

    /// <value>The bit width, 2 to 8.</value>
    public int Bits { get; }

    /// <value>Whether the quantiser returns its input unchanged, and the layer uses its weights unrounded.</value>
    public bool IsBypassed { get; set; }

    // Registered above; read at each use, since moving the module to a device replaces the buffer.
    Tensor Range => get_buffer(RangeName)!;

    /// <summary>Creates the quantiser for the input of a layer of the given bit width; returns null if the layer is not quantised.</summary>
    public static ActivationQuantiser? Of(int bits) => bits == BitWidths.Unquantised ? null : new ActivationQuantiser(bits);

    public override Tensor forward(Tensor input)
    {
        if (IsBypassed)
        {
            return input;
        }

        if (training)
        {
            Observe(input);
        }

        var (scale, zero) = ScaleAndZero();
        var rounded = (((input.detach() / scale).round() + zero).clamp(0, _levels) - zero) * scale;
        if (!is_grad_enabled())
        {
            return rounded;
        }

        var clipped = input.clamp(-zero * scale, (_levels - zero) * scale);
        return clipped + (rounded - clipped.detach());
    }

    /// <summary>Returns the scale, zero point and highest level of the grid.</summary>
    public QuantisationGrid Grid()
    {
        using var scope = NewDisposeScope();
        var (scale, zero) = ScaleAndZero();
        return new QuantisationGrid(scale.to(ScalarType.Float32).item<float>(), (byte)zero.to(ScalarType.Float32).item<float>(), (byte)_levels);
    }

    (Tensor Scale, Tensor Zero) ScaleAndZero()
    {
        using var unrecorded = no_grad();
        var (low, width) = (Range[0], Range[1] - Range[0]);
        var scale = where(width.gt(0), width, ones_like(width)) / _levels;
        return (scale, (-low / scale).round());
    }

    void Observe(Tensor input)
    {
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        var range = Range;
        var numbers = input.detach();
        var seen = stack([numbers.min().clamp_max(0), numbers.max().clamp_min(0)]).to(range.dtype);
        var isFirst = (range[1] - range[0]).eq(0);
        range.copy_(where(isFirst, seen, range + (ConvNorm.Momentum * (seen - range))));
    }
}

/// <summary>The grid of a quantiser: <c>scale · (q − zero)</c> for q from 0 to <c>levels</c>.</summary>
/// <param name="Scale">The distance between neighbouring numbers.</param>
/// <param name="Zero">The q that represents 0.</param>
/// <param name="Levels">The highest q.</param>
readonly record struct QuantisationGrid(float Scale, byte Zero, byte Levels);
