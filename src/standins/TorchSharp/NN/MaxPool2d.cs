namespace TorchSharp.Modules;

/// <summary>The maximum over windows of height × width.</summary>
public sealed class MaxPool2d : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal MaxPool2d(long[] kernelSize, long[]? stride, long[]? padding, long[]? dilation, bool ceilMode)
        : base(nameof(MaxPool2d))
    {
        kernel_size = kernelSize;
        this.stride = stride;
        this.padding = padding;
        this.dilation = dilation;
        ceil_mode = ceilMode;
    }

    public long[] kernel_size { get; set; }

    /// <summary>Null: the kernel's size.</summary>
    public long[]? stride { get; set; }

    public long[]? padding { get; set; }

    public long[]? dilation { get; set; }

    public bool ceil_mode { get; set; }

    public override torch.Tensor forward(torch.Tensor input) =>
        torch.nn.functional.max_pool2d(input, kernel_size, stride, padding, dilation, ceil_mode);
}
