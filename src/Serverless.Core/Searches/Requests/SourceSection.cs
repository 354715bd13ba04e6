using Serverless.Core.Datasets;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/dataset/source</c> and checks all that can be checked without access to a worker's disk.</summary>
static class SourceSection
{
    static readonly Dictionary<string, DatasetFormat> Formats = new()
    {
        ["idx"] = DatasetFormat.Idx,
        ["cifar10"] = DatasetFormat.Cifar10,
        ["cifar100"] = DatasetFormat.Cifar100,
        ["npz"] = DatasetFormat.Npz,
        ["images"] = DatasetFormat.Images,
        ["csv"] = DatasetFormat.Csv,
    };

    static readonly Dictionary<string, ImageResizing> Resizings = new()
    {
        ["crop"] = ImageResizing.Crop,
        ["stretch"] = ImageResizing.Stretch,
    };

    /// <param name="fields">The section; null when it is left out.</param>
    /// <param name="space">The space whose networks take the images.</param>
    public static DatasetSource? Read(JsonFields? fields, SpaceSpecification space)
    {
        if (fields is null)
        {
            return null;
        }

        var name = fields.RequiredName("format", "format", [.. Formats.Keys]);
        var format = name is null ? DatasetFormat.Npz : Formats[name];
        var shape = ShapeSection.Read(fields, format);
        if (shape is { } image && SearchSpaces.Of(space)?.Skeleton.FaultOfImages(image, space.Name) is { } fault)
        {
            fields.Fault("shape", fault);
        }

        if (!fields.Has("training"))
        {
            fields.Fault("training", "This is required: the files to train on, for example [{\"path\": \"flowers/train.npz\"}].");
        }

        var training = ReadFiles(fields, "training", format);
        var validation = fields.Has("validation") ? ReadFiles(fields, "validation", format) : null;
        var test = fields.Has("test") ? ReadFiles(fields, "test", format) : null;
        var resize = fields.Has("resize") ? fields.RequiredName("resize", "resizing mode", [.. Resizings.Keys]) : null;
        if (resize is not null && name is not null && format != DatasetFormat.Images)
        {
            fields.Fault("resize", $"Only images in separate files are resized, not those of '{name}'; remove this field.");
        }

        fields.ReportUnknown();
        return name is null || shape is null
            ? null
            : new DatasetSource
            {
                Format = format,
                Shape = shape.Value,
                Training = training,
                Validation = validation,
                Test = test,
                Resize = resize is null ? null : Resizings[resize],
            };
    }

    static IReadOnlyList<DatasetFile> ReadFiles(JsonFields source, string name, DatasetFormat format)
    {
        var files = source.Objects(name);
        var wanted = format switch
        {
            DatasetFormat.Idx when files.Count != 2 => "two files, the images and then the labels,",
            DatasetFormat.Npz when files.Count != 1 => "one file",
            _ when files.Count == 0 => "at least one file",
            _ => null,
        };
        if (wanted is not null && source.Has(name))
        {
            source.Fault(name, $"A dataset of this format has {wanted} here, not {files.Count}.");
        }

        return [.. files.Select(file => FileSection.Read(file, format))];
    }
}
