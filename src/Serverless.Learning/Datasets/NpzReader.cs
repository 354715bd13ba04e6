using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using Serverless.Spaces;

namespace Serverless.Learning.Datasets;

/// <summary>Reads npz files: zip files of NumPy arrays, one with images and one with labels.</summary>
static class NpzReader
{
    /// <summary>Reads the images and labels of the training or test part.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="shape">The expected shape of the images: n × height × width (one channel), n × channels × height × width, or channels
    /// last.</param>
    /// <param name="part"><c>train</c> or <c>test</c>: arrays with this name are preferred, so one file can hold both.</param>
    /// <exception cref="DatasetException">The file is damaged, or lacks arrays of this shape.</exception>
    public static RawImages Read(string path, ImageShape shape, string part)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            var images = Find(path, archive, [$"x_{part}", $"{part}_images", "images", "x"]);
            var labels = Find(path, archive, [$"y_{part}", $"{part}_labels", "labels", "y"]);
            return Put(images, Read(path, images), labels, Read(path, labels), path, shape);
        }
        catch (EndOfStreamException e)
        {
            throw new DatasetException(path, "an array ends before its elements; the file is truncated.", e);
        }
        catch (InvalidDataException e)
        {
            throw new DatasetException(path, "the file is truncated, damaged or not a zip file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DatasetException.Unreadable(path, e);
        }
    }

    static ZipArchiveEntry Find(string path, ZipArchive archive, string[] names) =>
        names.Select(name => archive.GetEntry($"{name}.npy")).FirstOrDefault(entry => entry is not null)
            ?? throw new DatasetException(
                path, $"it has none of the arrays {string.Join(", ", names)}, but {string.Join(", ", archive.Entries.Take(10).Select(entry => entry.Name))}.");

    static NpyArray Read(string path, ZipArchiveEntry entry)
    {
        using var stream = entry.OpenBounded(path);
        return NpyReader.Read($"{path}/{entry.Name}", stream, entry.Length);
    }

    static RawImages Put(ZipArchiveEntry imageEntry, NpyArray images, ZipArchiveEntry labelEntry, NpyArray labels, string path, ImageShape shape)
    {
        var isLast = LayoutOf($"{path}/{imageEntry.Name}", images, shape);
        var count = images.Sizes[0];
        if (labels.Sizes[0] != count || labels.Sizes.Skip(1).Any(size => size != 1))
        {
            throw new DatasetException($"{path}/{labelEntry.Name}", $"it is {labels.Text} for {count} images; there must be one label for each.");
        }

        PixelStore pixels = images.Type switch
        {
            "|u1" => PixelStore.Of(isLast ? PlanesApart(images.Values, count, shape) : images.Values),
            "<f4" => PixelStore.Of(Finite($"{path}/{imageEntry.Name}", isLast, MemoryMarshal.Cast<byte, float>(images.Values).ToArray(), count, shape)),
            _ => throw new DatasetException($"{path}/{imageEntry.Name}", $"its elements are of type {images.Type}; pixels are uint8 (|u1) or float32 (<f4)."),
        };
        return new RawImages(pixels, Labels($"{path}/{labelEntry.Name}", labels, shape.Classes));
    }

    /// <summary>Returns whether the channels are the last dimension.</summary>
    static bool LayoutOf(string source, NpyArray images, ImageShape shape)
    {
        var sizes = images.Sizes.Skip(1).ToArray();
        if (sizes.SequenceEqual([shape.Channels, shape.Height, shape.Width]) || (shape.Channels == 1 && sizes.SequenceEqual([shape.Height, shape.Width])))
        {
            return false;
        }

        return sizes.SequenceEqual([shape.Height, shape.Width, shape.Channels])
            ? true
            : throw new DatasetException(
                source, $"it is {images.Text}; images of n × {shape.Channels} × {shape.Height} × {shape.Width}, or with the channels last, were expected.");
    }

    static float[] Finite(string source, bool isLast, float[] values, int count, ImageShape shape)
    {
        var odd = Array.FindIndex(values, value => !float.IsFinite(value));
        return odd < 0
            ? isLast ? PlanesApart(values, count, shape) : values
            : throw new DatasetException(source, $"pixel {odd % (values.Length / count)} of image {odd / (values.Length / count)} is {values[odd].ToString(CultureInfo.InvariantCulture)}; pixels are finite numbers.");
    }

    static T[] PlanesApart<T>(T[] values, int count, ImageShape shape)
    {
        var (channels, plane) = (shape.Channels, shape.Height * shape.Width);
        var planes = new T[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (pixel, channel) = Math.DivRem(i, channels);
            var (image, place) = Math.DivRem(pixel, plane);
            planes[(((image * channels) + channel) * plane) + place] = values[i];
        }

        return planes;
    }

    static byte[] Labels(string source, NpyArray array, int classes)
    {
        var size = array.Values.Length / array.Sizes[0];
        if (array.Type[1] is not ('u' or 'i'))
        {
            throw new DatasetException(source, $"its elements are of type {array.Type}; labels are whole numbers.");
        }

        var labels = new byte[array.Sizes[0]];
        for (var i = 0; i < labels.Length; i++)
        {
            var value = array.Values.AsSpan(i * size, size);
            long label = (array.Type[1], size) switch
            {
                (_, 1) => array.Type[1] == 'u' ? value[0] : (sbyte)value[0],
                ('u', 2) => BinaryPrimitives.ReadUInt16LittleEndian(value),
                (_, 2) => BinaryPrimitives.ReadInt16LittleEndian(value),
                ('u', 4) => BinaryPrimitives.ReadUInt32LittleEndian(value),
                (_, 4) => BinaryPrimitives.ReadInt32LittleEndian(value),
                _ => BinaryPrimitives.ReadInt64LittleEndian(value),
            };
            labels[i] = label >= 0 && label < classes
                ? (byte)label
                : throw new DatasetException(source, $"label {i} is {label}; the {classes} classes are 0 to {classes - 1}.");
        }

        return labels;
    }
}

/// <summary>A NumPy array.</summary>
/// <param name="Type">Its element type in NumPy's notation, for example <c>|u1</c> or <c>&lt;f4</c>.</param>
/// <param name="Sizes">The length of each dimension, slowest first.</param>
/// <param name="Values">The elements, row-major.</param>
sealed record NpyArray(string Type, IReadOnlyList<int> Sizes, byte[] Values)
{
    /// <value>The array's type and sizes, for display.</value>
    public string Text => $"{Type} of {string.Join(" × ", Sizes)}";
}
