namespace TorchSharp.Modules;

/// <summary>A convolution's channels and geometry, one entry per spatial dimension.</summary>
sealed record ConvolutionShape(
    long InChannels, long OutChannels, long[] KernelSize, long[] Stride, long[]? Padding, Padding? PaddingType, long[] Dilation,
    PaddingModes PaddingMode, long Groups)
{
    /// <summary>Padding as the pad operator wants it: last dimension first, each dimension's two sides.</summary>
    public long[] PaddingPerSide()
    {
        var sides = new long[KernelSize.Length * 2];
        for (var i = 0; i < KernelSize.Length; i++)
        {
            var total = Padding is not null ? 2 * Padding[i] : PaddingType == TorchSharp.Padding.Same ? Dilation[i] * (KernelSize[i] - 1) : 0;
            var place = 2 * (KernelSize.Length - 1 - i);
            sides[place] = total / 2;
            sides[place + 1] = total - (total / 2);
        }

        return sides;
    }
}
