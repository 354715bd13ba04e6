namespace TorchSharp.Modules;

/// <summary>Averages over as many windows as give an output of this size.</summary>
public sealed class AdaptiveAvgPool2d : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal AdaptiveAvgPool2d(long[] outputSize)
        : base(nameof(AdaptiveAvgPool2d)) => output_size = outputSize;

    public long[] output_size { get; set; }

    public override torch.Tensor forward(torch.Tensor input) => torch.nn.functional.adaptive_avg_pool2d(input, output_size);
}
