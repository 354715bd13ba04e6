namespace Serverless.Spaces.Costs;

/// <summary>A tensor of one image in a <see cref="NetworkOutline"/>.</summary>
/// <param name="Id">Its place among the outline's values, from 0.</param>
/// <param name="Channels">Feature maps; the length of a vector.</param>
/// <param name="Height">Pixels; 1 for a vector.</param>
/// <param name="Width">Pixels; 1 for a vector.</param>
public sealed record OutlineValue(int Id, long Channels, long Height, long Width)
{
    /// <value>How many numbers it holds.</value>
    public long Elements => Channels * Height * Width;
}
