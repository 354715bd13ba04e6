namespace TorchSharp.Modules;

/// <summary>Batch normalisation of n × channels or n × channels × length.</summary>
public sealed class BatchNorm1d : BatchNorm
{
    internal BatchNorm1d(BatchNormOptions options)
        : base(nameof(BatchNorm1d), (2, 3), options)
    {
    }
}
