using System.Globalization;
using Serverless.Spaces;

namespace Serverless.Core.Devices;

/// <summary>The space and size of measured networks, as given in the first line of a file of measurements.</summary>
/// <param name="Space">The name of the search space.</param>
/// <param name="Channels">Number of feature maps after the stem.</param>
/// <param name="CellsPerStage">Number of cells per stage.</param>
/// <param name="Shape">Channels x height x width x classes.</param>
/// <param name="BitWidths">The bit widths that layers can have, separated by commas; null when nothing is quantised.</param>
/// <remarks>The line uses the options of <c>device measure</c>: <c># --space nasbench201 --channels 8 --cells 1 --shape 1x28x28x10</c>.</remarks>
public sealed record MeasuredSkeleton(string Space, int Channels, int CellsPerStage, string Shape, string? BitWidths = null)
{
    /// <summary>The first character of such a line.</summary>
    public const char Mark = '#';

    const string SpaceOption = "--space";
    const string ChannelsOption = "--channels";
    const string CellsOption = "--cells";
    const string ShapeOption = "--shape";
    const string WidthsOption = "--bit-widths";

    /// <value>The format of such a line, for messages.</value>
    public static string Form => $"{Mark} {SpaceOption} NAME {ChannelsOption} N {CellsOption} N {ShapeOption} CxHxWxK";

    /// <summary>Returns the skeleton of a space's networks for images of the given shape.</summary>
    public static MeasuredSkeleton Of(SpaceSpecification skeleton, ImageShape shape)
    {
        ArgumentNullException.ThrowIfNull(skeleton);
        return new(
            skeleton.Name,
            skeleton.Channels,
            skeleton.CellsPerStage,
            string.Create(CultureInfo.InvariantCulture, $"{shape.Channels}x{shape.Height}x{shape.Width}x{shape.Classes}"),
            skeleton.BitWidths is { Count: > 0 } widths ? string.Join(',', widths) : null);
    }

    /// <summary>Parses such a line; returns null for any other line.</summary>
    public static MeasuredSkeleton? TryParse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        string[] words = line.TrimStart(Mark).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var options = words.Chunk(2).Where(pair => pair.Length == 2).DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]);
        var widths = options.GetValueOrDefault(WidthsOption);
        return words.Length == 2 * options.Count && options.Count == (widths is null ? 4 : 5)
            && options.TryGetValue(SpaceOption, out var space)
            && options.TryGetValue(ChannelsOption, out var channels) && Whole(channels) is { } width
            && options.TryGetValue(CellsOption, out var cells) && Whole(cells) is { } depth
            && options.TryGetValue(ShapeOption, out var shape)
                ? new(space, width, depth, shape, widths)
                : null;
    }

    /// <summary>Returns the line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Mark} {SpaceOption} {Space} {ChannelsOption} {Channels} {CellsOption} {CellsPerStage} {ShapeOption} {Shape}{(BitWidths is null ? "" : $" {WidthsOption} {BitWidths}")}");

    static int? Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
