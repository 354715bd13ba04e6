namespace Serverless.Spaces;

/// <summary>What a network is fed and what it answers.</summary>
/// <param name="Channels">Colour planes of an input image.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Classes">Labels to tell apart.</param>
public readonly record struct ImageShape(int Channels, int Height, int Width, int Classes);
