namespace TorchSharp.Modules;

/// <summary>Averages over windows of height × width.</summary>
public sealed class AvgPool2d : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal AvgPool2d(long[] kernelSize, long[]? stride, long[]? padding, bool ceilMode, bool countIncludePad, long? divisorOverride)
        : base(nameof(AvgPool2d))
    {
        kernel_size = kernelSize;
        this.stride = stride;
        this.padding = padding;
        ceil_mode = ceilMode;
        count_include_pad = countIncludePad;
        divisor_override = divisorOverride;
    }

    public long[] kernel_size { get; set; }

    /// <summary>Null: the kernel's size.</summary>
    public long[]? stride { get; set; }

    public long[]? padding { get; set; }

    public bool ceil_mode { get; set; }

    public bool count_include_pad { get; set; }

    public long? divisor_override { get; set; }

    public override torch.Tensor forward(torch.Tensor input) =>
        torch.nn.functional.avg_pool2d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
}
