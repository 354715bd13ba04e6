using Serverless.Core.Datasets;
using Serverless.Spaces;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Serverless.Learning.Datasets;

/// <summary>Reads PNG and JPEG images, with one folder per class.</summary>
/// <remarks>
/// Classes are numbered in ordinal order of their names. For one channel, colours are converted to grey by ITU-R BT.709; for three channels, grey is
/// repeated. Transparency is dropped, and the EXIF orientation is applied. Each image is read with 8 bits per channel.
/// </remarks>
static class ImageReader
{
    /// <summary>The largest number of pixels of one image; a file of few bytes can claim any size.</summary>
    const long MostPixels = 64L * 1024 * 1024;

    const string NoImage = "it is not a PNG or JPEG image, or it is damaged; replace or remove it.";

    static readonly Configuration Formats = new(new PngConfigurationModule(), new JpegConfigurationModule());

    /// <param name="paths">Folders, or zip files of a folder.</param>
    /// <param name="shape">The expected shape of the images.</param>
    /// <param name="resize">How images of another size are resized; null to reject them.</param>
    /// <param name="classNames">The allowed classes; null for any, as many as the shape has.</param>
    /// <exception cref="DatasetException">A file is missing, damaged or of another size, or the classes differ.</exception>
    public static RawImages Read(IReadOnlyList<string> paths, ImageShape shape, ImageResizing? resize, IReadOnlyList<string>? classNames)
    {
        var archives = new List<(string Path, ImageFiles Files)>();
        try
        {
            archives.AddRange(paths.Select(path => (path, ImageFiles.Open(path))));
            var files = archives.SelectMany(archive => archive.Files.All.Select(file => (archive.Path, File: file))).ToList();
            var names = ClassNames.Check(paths[0], files.Select(file => file.File.Class), shape.Classes, classNames);
            var length = shape.Channels * shape.Height * shape.Width;
            if ((long)files.Count * length > Array.MaxLength)
            {
                throw new DatasetException(paths[0], $"its {files.Count} images, with those of the other files, are more than fit into memory.");
            }

            var (pixels, labels) = (new byte[files.Count * length], new byte[files.Count]);
            for (var i = 0; i < files.Count; i++)
            {
                var (path, file) = files[i];
                Decode(path, file, shape, resize, pixels.AsSpan(i * length, length));
                labels[i] = (byte)names.IndexOf(file.Class);
            }

            return new RawImages(PixelStore.Of(pixels), labels) { ClassNames = names };
        }
        finally
        {
            archives.ForEach(archive => archive.Files.Dispose());
        }
    }

    static void Decode(string path, ImageFile file, ImageShape shape, ImageResizing? resize, Span<byte> destination)
    {
        var name = $"{path}/{file.Name}";
        try
        {
            using var content = new MemoryStream();
            using (var stream = file.Open())
            {
                CopyBounded(name, stream, content);
            }

            content.Position = 0;
            var info = Image.Identify(Formats, content) ?? throw new DatasetException(name, NoImage);
            if ((long)info.Width * info.Height > MostPixels)
            {
                throw new DatasetException(name, $"it is {info.Height} × {info.Width} pixels, more than the {MostPixels} that can be read.");
            }

            content.Position = 0;
            if (shape.Channels == 1)
            {
                using var grey = Image.Load<L8>(Formats, content);
                Fit(name, grey, shape, resize);
                grey.CopyPixelDataTo(destination);
            }
            else
            {
                using var colours = Image.Load<Rgb24>(Formats, content);
                Fit(name, colours, shape, resize);
                var interleaved = new byte[destination.Length];
                colours.CopyPixelDataTo(interleaved);
                for (var i = 0; i < interleaved.Length; i++)
                {
                    destination[(i % shape.Channels * shape.Height * shape.Width) + (i / shape.Channels)] = interleaved[i];
                }
            }
        }
        catch (Exception e) when (e is ImageFormatException or ImageProcessingException or InvalidDataException or EndOfStreamException)
        {
            throw new DatasetException(name, NoImage, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DatasetException.Unreadable(name, e);
        }
    }

    // Bounded, because an entry of a zip file can unpack to a thousand times its size.
    static void CopyBounded(string name, Stream from, MemoryStream to)
    {
        var part = new byte[81_920];
        for (int read; (read = from.Read(part)) > 0;)
        {
            if (to.Length + read > DatasetFileFormat.MaximumBytes)
            {
                throw new DatasetException(name, $"it has more than the {DatasetFileFormat.MaximumBytes} bytes that an image may have.");
            }

            to.Write(part, 0, read);
        }
    }

    static void Fit(string name, Image image, ImageShape shape, ImageResizing? resize)
    {
        image.Mutate(work => work.AutoOrient());
        if (image.Height == shape.Height && image.Width == shape.Width)
        {
            return;
        }

        if (resize is not { } how)
        {
            throw new DatasetException(
                name,
                $"it is {image.Height} × {image.Width} pixels instead of {shape.Height} × {shape.Width}; set dataset.source.resize to 'crop' or 'stretch', or give the size that all images have.");
        }

        image.Mutate(work => work.Resize(new ResizeOptions
        {
            Size = new Size(shape.Width, shape.Height),
            Mode = how == ImageResizing.Crop ? ResizeMode.Crop : ResizeMode.Stretch,
            Sampler = KnownResamplers.Triangle,
        }));
    }
}
