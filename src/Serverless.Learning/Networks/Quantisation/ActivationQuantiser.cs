using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks.Quantisation;

/// <summary>Rounds numbers to those that so many bits can tell apart, within the range that was seen in training.</summary>
/// <remarks>
/// Affine, one scale for all numbers, zero exact (Jacob et al. 2018). The range is a running average of the least and the greatest number of
/// each batch, zero included, as batch normalisation's statistics are; it is a buffer, so files and checkpoints have it. Before the first batch
/// it is 0 to 1. Gradients pass as if nothing was rounded, and stop where numbers are beyond the range (straight-through estimator: Bengio et al. 2013).
/// </remarks>
sealed class ActivationQuantiser : nn.Module<Tensor, Tensor>
{
    const string RangeName = "range";

    readonly int _levels;

    /// <param name="bits">2 to 8.</param>
    public ActivationQuantiser(int bits)
        : base(nameof(ActivationQuantiser))
    {
        Bits = bits;
        _levels = (1 << bits) - 1;
        register_buffer(RangeName, zeros(2));
    }

    /// <value>2 to 8.</value>
    public int Bits { get; }

    /// <value>Whether it hands on what it reads, and the layer's weights are taken as they are.</value>
    public bool IsBypassed { get; set; }

    // Registered above; asked for each time, since moving the module to a device replaces it.
    Tensor Range => get_buffer(RangeName)!;

    /// <summary>What a layer of so many bits quantises its input by; null where it quantises nothing.</summary>
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

    /// <summary>The grid as numbers.</summary>
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

/// <summary>Numbers that can be told apart: <c>scale · (q − zero)</c> of q from 0 to <c>levels</c>.</summary>
/// <param name="Scale">How far they are apart.</param>
/// <param name="Zero">The q of 0.</param>
/// <param name="Levels">The greatest q.</param>
readonly record struct QuantisationGrid(float Scale, byte Zero, byte Levels);
