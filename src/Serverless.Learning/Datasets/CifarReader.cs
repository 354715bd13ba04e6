using Serverless.Spaces;

namespace Serverless.Learning.Datasets;

/// <summary>Reads the binary versions of CIFAR-10 and CIFAR-100 (Krizhevsky 2009): records of labels and 3 × 32 × 32 bytes, plane by plane.</summary>
static class CifarReader
{
    /// <param name="paths">The paths of the files, in order.</param>
    /// <param name="shape">The shape of the images, 3 × 32 × 32, and the number of classes.</param>
    /// <param name="labels">The number of labels before each image; the last one is used.</param>
    /// <exception cref="DatasetException">A file cannot be read, does not hold a whole number of records, or has an invalid label.</exception>
    public static RawImages Read(IReadOnlyList<string> paths, ImageShape shape, int labels)
    {
        var length = shape.Channels * shape.Height * shape.Width;
        var files = paths.Select(path => (Path: path, Content: ReadAll(path, labels + length))).ToList();
        var count = files.Sum(file => file.Content.Length / (labels + length));
        if ((long)count * length > Array.MaxLength)
        {
            throw new DatasetException(paths[0], $"its {count} images, with those of the other files, are more than fit into memory.");
        }

        var (pixels, classes) = (new byte[count * length], new byte[count]);
        var image = 0;
        foreach (var (path, content) in files)
        {
            for (var start = 0; start < content.Length; start += labels + length, image++)
            {
                var label = content[start + labels - 1];
                classes[image] = label < shape.Classes
                    ? label
                    : throw new DatasetException(path, $"the label of record {start / (labels + length)} is {label}; the {shape.Classes} classes are 0 to {shape.Classes - 1}.");
                content.AsSpan(start + labels, length).CopyTo(pixels.AsSpan(image * length));
            }
        }

        return new RawImages(PixelStore.Of(pixels), classes);
    }

    static byte[] ReadAll(string path, int record)
    {
        try
        {
            var length = new FileInfo(path).Length;
            return length > 0 && length % record == 0 && length <= Array.MaxLength
                ? File.ReadAllBytes(path)
                : throw new DatasetException(path, $"its {length} bytes are not a multiple of the record size {record}; the file is truncated or has another format.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DatasetException.Unreadable(path, e);
        }
    }
}
