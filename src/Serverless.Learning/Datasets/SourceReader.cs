using Serverless.Core.Datasets;
using Serverless.Spaces;

namespace Serverless.Learning.Datasets;

/// <summary>Reads the files of datasets that are not built in.</summary>
static class SourceReader
{
    const string TrainingPart = "train";
    const string ValidationPart = "validation";
    const string TestPart = "test";

    /// <exception cref="DatasetException">A file is missing, damaged, of another shape, or does not have the requested checksum.</exception>
    public static RawImages ReadTraining(DatasetSource source, string? folder) => Read(source, source.Training, TrainingPart, folder, null);

    /// <summary>Reads the validation images, if the dataset has files of their own for them; otherwise returns null.</summary>
    /// <param name="source">The dataset.</param>
    /// <param name="folder">The folder of datasets; null for the system's.</param>
    /// <param name="training">The training images, which determine the classes.</param>
    /// <exception cref="DatasetException">A file is missing, damaged, of another shape, or does not have the requested checksum.</exception>
    public static RawImages? ReadValidation(DatasetSource source, string? folder, RawImages training) =>
        source.Validation is { } files ? Read(source, files, ValidationPart, folder, training) : null;

    /// <param name="source">The dataset.</param>
    /// <param name="folder">The folder of datasets; null for the system's.</param>
    /// <param name="training">The training images, which determine the classes.</param>
    /// <exception cref="ArgumentException">The dataset has no test images.</exception>
    /// <exception cref="DatasetException">A file is missing, damaged, of another shape, or does not have the requested checksum.</exception>
    public static RawImages ReadTest(DatasetSource source, string? folder, RawImages training) => Read(
        source, source.Test ?? throw new ArgumentException("The dataset has no test images.", nameof(source)), TestPart, folder, training);

    static RawImages Read(DatasetSource source, IReadOnlyList<DatasetFile> files, string part, string? folder, RawImages? training)
    {
        var paths = files.Select(file => Locate(source.Format, file, folder)).ToList();
        return source.Format switch
        {
            DatasetFormat.Idx => ReadIdx(paths[0], paths[1], source.Shape),
            DatasetFormat.Cifar10 => CifarReader.Read(paths, source.Shape, labels: 1),
            DatasetFormat.Cifar100 => CifarReader.Read(paths, source.Shape, labels: 2),
            DatasetFormat.Images => ImageReader.Read(paths, source.Shape, source.Resize, training?.ClassNames),
            DatasetFormat.Csv => VectorReader.Read(paths, source.Shape, training),
            _ => NpzReader.Read(paths[0], source.Shape, part),
        };
    }

    static string Locate(DatasetFormat format, DatasetFile file, string? folder)
    {
        var path = DatasetFolder.Find(
            folder, file.Path ?? throw new ArgumentException($"The blob '{file.Blob}' was not fetched.", nameof(file)));
        if (format != DatasetFormat.Images && Directory.Exists(path))
        {
            throw new DatasetException(path, "it is a folder, not a file; only datasets of format 'images' are read from folders.");
        }

        if (file.Sha256 is not null)
        {
            FileSum.Check(path, FileSum.Of(path), file.Sha256);
        }

        return path;
    }

    /// <summary>Reads a file of grey images and one of labels.</summary>
    internal static RawImages ReadIdx(string imagePath, string labelPath, ImageShape shape)
    {
        var images = IdxReader.Read(imagePath, dimensions: 3);
        var labels = IdxReader.Read(labelPath, dimensions: 1);
        if (images.Sizes[1] != shape.Height || images.Sizes[2] != shape.Width)
        {
            throw new DatasetException(
                imagePath, $"its images are {images.Sizes[1]} × {images.Sizes[2]} instead of {shape.Height} × {shape.Width}.");
        }

        if (images.Sizes[0] != labels.Values.Length)
        {
            throw new DatasetException(labelPath, $"it has {labels.Values.Length} labels for {images.Sizes[0]} images.");
        }

        var foreign = labels.Values.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(shape.Classes - 1));
        return foreign < 0
            ? new RawImages(PixelStore.Of(images.Values), labels.Values)
            : throw new DatasetException(labelPath, $"label {foreign} is {labels.Values[foreign]}; the {shape.Classes} classes are 0 to {shape.Classes - 1}.");
    }
}

/// <summary>Images as stored in their files, with their labels.</summary>
/// <param name="Pixels">n × channels × height × width, row-major.</param>
/// <param name="Labels">n labels, 0 to classes − 1.</param>
sealed record RawImages(PixelStore Pixels, byte[] Labels)
{
    /// <value>The name of each class; null if the files number the classes.</value>
    public IReadOnlyList<string>? ClassNames { get; init; }

    /// <value>The name of each element of a vector, if the files have names for them; null for images.</value>
    public IReadOnlyList<string>? Columns { get; init; }
}
