using Serverless.Core.Datasets;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/dataset/source/shape</c>.</summary>
static class ShapeSection
{
    const int CifarSize = 32;
    const int MostColumns = 4_096;

    /// <param name="source">The section that contains the shape.</param>
    /// <param name="format">The format of the files; some formats have one shape only.</param>
    /// <returns>The shape; null when it is missing or invalid, which is reported.</returns>
    public static ImageShape? Read(JsonFields source, DatasetFormat format)
    {
        ImageShape? known = format switch
        {
            DatasetFormat.Cifar10 => new ImageShape(3, CifarSize, CifarSize, 10),
            DatasetFormat.Cifar100 => new ImageShape(3, CifarSize, CifarSize, 100),
            _ => null,
        };
        var fields = known is null
            ? source.RequiredObject("shape", format == DatasetFormat.Csv
                ? "the columns without the label, for example {\"channels\": 13, \"classes\": 3}"
                : "the images, for example {\"channels\": 3, \"height\": 32, \"width\": 32, \"classes\": 10}")
            : source.Object("shape");
        if (fields is null)
        {
            return known;
        }

        var isVector = format == DatasetFormat.Csv;
        var channels = Size(fields, "channels", 1, format switch { DatasetFormat.Idx => 1, DatasetFormat.Images => 3, DatasetFormat.Csv => MostColumns, _ => 16 });
        var height = isVector ? fields.Whole("height", 1, 1, 1) : Size(fields, "height", 4, 512);
        var width = isVector ? fields.Whole("width", 1, 1, 1) : Size(fields, "width", 1, 512);
        var classes = Size(fields, "classes", 2, 256);
        if (format == DatasetFormat.Images && channels == 2)
        {
            fields.Fault("channels", "Image files have 1 channel (grey) or 3 channels (colour), not 2.");
        }

        fields.ReportUnknown();
        if (channels is null || height is null || width is null || classes is null)
        {
            return null;
        }

        var shape = new ImageShape(channels.Value, height.Value, width.Value, classes.Value);
        if (known is not null && shape != known)
        {
            source.Fault("shape", "The format determines this; remove this field.");
        }

        return shape;
    }

    static int? Size(JsonFields fields, string name, int least, int most)
    {
        if (!fields.Has(name))
        {
            fields.Fault(name, $"This is required: {least} to {most}.");
        }

        return fields.OptionalWhole(name, least, most);
    }
}
