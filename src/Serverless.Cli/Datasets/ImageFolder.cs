using System.Security.Cryptography;
using Serverless.Core.Datasets;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;

namespace Serverless.Cli.Datasets;

/// <summary>
/// A folder of PNG and JPEG images, with a subfolder for each class, in the form in which it is sent: zip files that the platform accepts.
/// </summary>
/// <remarks>Equal folders give equal zip files.</remarks>
sealed class ImageFolder
{
    // An upper bound for the size of a zip entry apart from its content, including its name, which occurs twice.
    const int EntryBytes = 1_024;

    static readonly Configuration Formats = new(new PngConfigurationModule(), new JpegConfigurationModule());

    readonly string _path;
    readonly IReadOnlyList<string> _images;

    ImageFolder(string path, IReadOnlyList<string> images, IReadOnlyList<string> classes, IReadOnlyList<IImageInfo> sizes)
    {
        (_path, _images, Classes) = (path, images, classes);
        Heights = [.. sizes.Select(size => size.Height).Distinct().Order()];
        Widths = [.. sizes.Select(size => size.Width).Distinct().Order()];
        IsGrey = sizes.All(IsGreyImage);
    }

    /// <value>The number of images.</value>
    public int Count => _images.Count;

    /// <value>The classes, in the order of their numbers.</value>
    public IReadOnlyList<string> Classes { get; }

    /// <value>All heights of images, in pixels, ascending.</value>
    public IReadOnlyList<int> Heights { get; }

    /// <value>All widths of images, in pixels, ascending.</value>
    public IReadOnlyList<int> Widths { get; }

    /// <value>Whether all images are greyscale.</value>
    public bool IsGrey { get; }

    /// <value>A description for users.</value>
    public string Text => $"{Count} images in {Classes.Count} classes ({string.Join(", ", Classes.Take(10))}{(Classes.Count > 10 ? ", ..." : "")}), "
        + $"{Range(Heights)} × {Range(Widths)} pixels, {(IsGrey ? "grey" : "in colour")}";

    /// <summary>Reads a folder, and the beginning of each image.</summary>
    /// <exception cref="CliException">The folder cannot be read, or contains something that is not an image of a class.</exception>
    public static ImageFolder Read(string path)
    {
        try
        {
            var files = Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false })
                .Select(file => Path.GetRelativePath(path, file).Replace(Path.DirectorySeparatorChar, '/'))
                .Select(name => (Name: name, Is: ImagePath.Of(name))).ToList();
            if (files.FirstOrDefault(file => file.Is.Fault is not null).Is.Fault is { } fault)
            {
                throw new CliException(ExitCodes.Usage, $"{path} is not a folder of images: {fault}", DatasetFileFormat.Rule);
            }

            string[] images = [.. files.Where(file => file.Is.Class is not null).Select(file => file.Name).Order(StringComparer.Ordinal)];
            string[] classes = [.. files.Select(file => file.Is.Class).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
            return classes.Length >= 2
                ? new ImageFolder(path, images, classes, [.. images.Select(image => Look(path, image))])
                : throw new CliException(
                    ExitCodes.Usage, $"{path} has images of {classes.Length} classes; at least 2 are needed.", "Put the images of each class into a folder of its own, for example rose/1.jpg and tulip/1.jpg.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Usage, $"{path} cannot be read: {fault.Message}");
        }
    }

    /// <summary>Packs the images into a zip file, or several where one would be too large.</summary>
    /// <param name="name">
    /// The name of the zip file, including <c>.zip</c>; several files are numbered. Null: a name from the folder and its content.
    /// </param>
    public IEnumerable<(string Name, byte[] Content)> Pack(string? name)
    {
        var parts = Parts().ToList();
        foreach (var (index, part) in parts.Index())
        {
            using var content = new MemoryStream();
            using (var archive = new ImageArchive(content))
            {
                foreach (var image in part)
                {
                    using var file = File.OpenRead(Path.Combine(_path, image));
                    archive.Add(image, file);
                }
            }

            var bytes = content.ToArray();
            yield return (name is null ? OwnName(bytes) : parts.Count == 1 ? name : $"{Path.GetFileNameWithoutExtension(name)}-{index + 1}{Path.GetExtension(name)}", bytes);
        }
    }

    // Files on the platform are never replaced, so a folder that changes, or another one with the same name, needs a name of its own.
    string OwnName(byte[] content)
    {
        const int Digits = 8;
        const int MostLetters = 80;
        var folder = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(_path)));
        var name = string.Concat(folder.Take(MostLetters).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' ? letter : '-'));
        return $"{name}-{Convert.ToHexStringLower(SHA256.HashData(content))[..Digits]}.zip";
    }

    IEnumerable<IReadOnlyList<string>> Parts()
    {
        var (part, bytes) = (new List<string>(), 0L);
        foreach (var image in _images)
        {
            var length = new FileInfo(Path.Combine(_path, image)).Length + EntryBytes;
            if (length > DatasetFileFormat.MaximumBytes)
            {
                throw new CliException(ExitCodes.Usage, $"{Path.Combine(_path, image)} has more than the {DatasetFileFormat.MaximumBytes} bytes that the platform accepts.", "Reduce its size.");
            }

            if (bytes + length > DatasetFileFormat.MaximumBytes)
            {
                yield return part;
                (part, bytes) = ([], 0);
            }

            part.Add(image);
            bytes += length;
        }

        yield return part;
    }

    static IImageInfo Look(string path, string image)
    {
        try
        {
            using var file = File.OpenRead(Path.Combine(path, image));
            return Image.Identify(Formats, file) ?? throw NoImage(path, image);
        }
        catch (ImageFormatException)
        {
            throw NoImage(path, image);
        }
    }

    static CliException NoImage(string path, string image) =>
        new(ExitCodes.Usage, $"{Path.Combine(path, image)} is not a PNG or JPEG image, or is damaged.", "Replace or remove it.");

    static bool IsGreyImage(IImageInfo image) => image.Metadata.GetPngMetadata().ColorType is PngColorType.Grayscale or PngColorType.GrayscaleWithAlpha
        || image.Metadata.GetJpegMetadata().ColorType is JpegColorType.Luminance;

    static string Range(IReadOnlyList<int> sizes) => sizes.Count == 1 ? $"{sizes[0]}" : $"{sizes[0]} to {sizes[^1]}";
}
