namespace TorchSharp.Modules;

/// <summary>The arguments that all batch normalisations take.</summary>
sealed record BatchNormOptions(
    long Features, double Eps, double? Momentum, bool Affine, bool TrackRunningStats, torch.Device? Device, torch.ScalarType? Type);
