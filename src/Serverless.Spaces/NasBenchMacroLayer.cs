namespace Serverless.Spaces;

/// <summary>One layer of a NAS-Bench-Macro network.</summary>
/// <param name="Block">What it does; null for an identity.</param>
/// <param name="Channels">Of its output.</param>
/// <param name="IsFirst">Whether it is its stage's first: it halves the image, so its identity is a convolution 1×1 with stride 2.</param>
public sealed record NasBenchMacroLayer(InvertedResidual? Block, int Channels, bool IsFirst);
