namespace Serverless.Spaces;

/// <summary>Layers of one size.</summary>
/// <param name="Width">Channels, in multiples of the stem's.</param>
/// <param name="Stride">Of the first layer: 1, or 2 to halve the image.</param>
public readonly record struct MobileStage(int Width, int Stride);
