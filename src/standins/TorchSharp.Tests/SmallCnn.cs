using TorchSharp.Modules;

namespace TorchSharp.Tests;

/// <summary>Three convolutions (16, 32, 64 channels) with batch normalisation, pooled twice, over n × 1 × 28 × 28, ten classes.</summary>
sealed class SmallCnn : nn.Module<Tensor, Tensor>
{
    readonly Sequential _features = nn.Sequential(
        nn.Conv2d(1, 16, 3, 1, 1), nn.BatchNorm2d(16), nn.ReLU(), nn.AvgPool2d(2),
        nn.Conv2d(16, 32, 3, 1, 1), nn.BatchNorm2d(32), nn.ReLU(), nn.AvgPool2d(2),
        nn.Conv2d(32, 64, 3, 1, 1), nn.BatchNorm2d(64), nn.ReLU(), nn.AdaptiveAvgPool2d(1));

    readonly Linear _classes = nn.Linear(64, 10);

    public SmallCnn()
        : base(nameof(SmallCnn)) => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        using var features = _features.call(input);
        using var flat = features.flatten(1);
        return _classes.call(flat);
    }
}
