namespace TorchSharp.Modules;

/// <summary>Batch normalisation of n × channels × height × width.</summary>
public sealed class BatchNorm2d : BatchNorm
{
    internal BatchNorm2d(BatchNormOptions options)
        : base(nameof(BatchNorm2d), (4, 4), options)
    {
    }
}
