using Serverless.Core.Datasets;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/dataset/source</c>: all that can be told without seeing a worker's disk.</summary>
static class SourceSection
{
    const int CifarSize = 32;

    static readonly Dictionary<string, DatasetFormat> Formats = new()
    {
        ["idx"] = DatasetFormat.Idx,
        ["cifar10"] = DatasetFormat.Cifar10,
        ["cifar100"] = DatasetFormat.Cifar100,
        ["npz"] = DatasetFormat.Npz,
    };

    /// <param name="fields">The section; null when it is left out.</param>
    /// <param name="space">Whose networks are to take the images.</param>
    public static DatasetSource? Read(JsonFields? fields, SpaceSpecification space)
    {
        if (fields is null)
        {
            return null;
        }

        var name = fields.RequiredName("format", "format", [.. Formats.Keys]);
        var format = name is null ? DatasetFormat.Npz : Formats[name];
        var shape = ReadShape(fields, format);
        if (shape is { } image && SearchSpaces.Of(space)?.Skeleton.FaultOfImages(image, space.Name) is { } fault)
        {
            fields.Fault("shape", fault);
        }

        if (!fields.Has("training"))
        {
            fields.Fault("training", "This is required: the files to train on, for example [{\"path\": \"flowers/train.npz\"}].");
        }

        var training = ReadFiles(fields, "training", format);
        var test = fields.Has("test") ? ReadFiles(fields, "test", format) : null;
        fields.ReportUnknown();
        return name is null || shape is null
            ? null
            : new DatasetSource { Format = format, Shape = shape.Value, Training = training, Test = test };
    }

    static ImageShape? ReadShape(JsonFields source, DatasetFormat format)
    {
        ImageShape? known = format switch
        {
            DatasetFormat.Cifar10 => new ImageShape(3, CifarSize, CifarSize, 10),
            DatasetFormat.Cifar100 => new ImageShape(3, CifarSize, CifarSize, 100),
            _ => null,
        };
        var fields = known is null
            ? source.RequiredObject("shape", "the images, for example {\"channels\": 3, \"height\": 32, \"width\": 32, \"classes\": 10}")
            : source.Object("shape");
        if (fields is null)
        {
            return known;
        }

        var channels = Size(fields, "channels", 1, format == DatasetFormat.Idx ? 1 : 16);
        var height = Size(fields, "height", 4, 512);
        var width = Size(fields, "width", 4, 512);
        var classes = Size(fields, "classes", 2, 256);
        fields.ReportUnknown();
        if (channels is null || height is null || width is null || classes is null)
        {
            return null;
        }

        var shape = new ImageShape(channels.Value, height.Value, width.Value, classes.Value);
        if (known is not null && shape != known)
        {
            source.Fault("shape", "The format says this already; leave it out.");
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

    static IReadOnlyList<DatasetFile> ReadFiles(JsonFields source, string name, DatasetFormat format)
    {
        var files = source.Objects(name);
        var wanted = format switch
        {
            DatasetFormat.Idx when files.Count != 2 => "two files, the images and then the labels",
            DatasetFormat.Npz when files.Count != 1 => "one file",
            _ when files.Count == 0 => "at least one file",
            _ => null,
        };
        if (wanted is not null && source.Has(name))
        {
            source.Fault(name, $"A dataset of this format has {wanted} here; there are {files.Count}.");
        }

        return [.. files.Select(FileSection.Read)];
    }
}
