using Serverless.Spaces.Costs;

namespace Serverless.Spaces.Encodings;

/// <summary>
/// The architecture features of HW-PR-NAS (Benmeziane et al. 2023): depth, convolutions, MACs, parameters, input size, first and last
/// channels, down-samplings. MACs and parameters as logarithms, since they are products of sizes.
/// </summary>
static class NetworkFeatures
{
    public static IReadOnlyList<string> Names { get; } =
        ["depth", "convolutions", "logMacs", "logParameters", "inputSize", "firstChannels", "lastChannels", "downSamplings", "logBitOperations"];

    /// <summary>Computes the features from an outline.</summary>
    /// <param name="outline">The network.</param>
    /// <param name="hasBitWidths">Whether layers of the space can be quantised; bit operations are then counted with their own widths.</param>
    /// <param name="destination">The destination, with one element per name.</param>
    public static void Write(NetworkOutline outline, bool hasBitWidths, Span<float> destination)
    {
        var maps = outline.Operators.Select(step => step.Output).ToList();
        var last = maps.FindLast(map => map.Height > 1 || map.Width > 1) ?? outline.Input;
        var side = outline.Input.Height;
        destination[0] = outline.Depth;
        destination[1] = outline.Layers.Count - 1;
        destination[2] = Log(outline.Layers.Sum(layer => layer.MultiplyAccumulates));
        destination[3] = Log(outline.Parameters);
        destination[4] = side;
        destination[5] = maps[0].Channels;
        destination[6] = last.Channels;
        destination[7] = MathF.Round(MathF.Log2((float)side / last.Height));
        destination[8] = (float)Math.Log(hasBitWidths ? BitOperations.Of(outline) : BitOperations.Of(outline, Bits, Bits));
    }

    /// <summary>Bit width of weights and activations in spaces without bit widths: eight bits, as in accelerators.</summary>
    public const int Bits = 8;

    public static float Log(long count) => MathF.Log(count);
}
