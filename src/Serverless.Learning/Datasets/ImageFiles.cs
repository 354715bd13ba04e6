using System.IO.Compression;
using Serverless.Core.Datasets;

namespace Serverless.Learning.Datasets;

/// <summary>The image files of a folder, or of a zip file of a folder, by name.</summary>
sealed class ImageFiles : IDisposable
{
    readonly ZipArchive? _archive;

    ImageFiles(ZipArchive? archive, IReadOnlyList<ImageFile> all) => (_archive, All) = (archive, all);

    /// <value>The files, in ordinal order of their names.</value>
    public IReadOnlyList<ImageFile> All { get; }

    /// <exception cref="DatasetException">The path is missing, is not a zip file, or contains a file that is not an image.</exception>
    public static ImageFiles Open(string path)
    {
        ZipArchive? archive = null;
        try
        {
            if (Directory.Exists(path))
            {
                return new ImageFiles(null, Ordered(FolderFiles.Of(path).Select(name => Image(path, name, () => File.OpenRead(Path.Combine(path, name))))));
            }

            archive = ZipFile.OpenRead(path);
            var files = archive.Entries.Where(entry => !entry.FullName.EndsWith('/')).Select(entry => Image(path, entry.FullName, () => entry.OpenBounded(path)));
            return new ImageFiles(archive, Ordered(files));
        }
        catch (InvalidDataException e)
        {
            archive?.Dispose();
            throw new DatasetException(path, "the file is truncated, damaged or not a zip file of a folder.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            archive?.Dispose();
            throw DatasetException.Unreadable(path, e);
        }
        catch (DatasetException)
        {
            archive?.Dispose();
            throw;
        }
    }

    public void Dispose() => _archive?.Dispose();

    static ImageFile? Image(string root, string name, Func<Stream> open) => ImagePath.Of(name) switch
    {
        { Fault: { } fault } => throw new DatasetException(root, fault),
        { Class: { } folder } => new ImageFile(folder, name, open),
        _ => null,
    };

    static ImageFile[] Ordered(IEnumerable<ImageFile?> files) => [.. files.OfType<ImageFile>().OrderBy(file => file.Name, StringComparer.Ordinal)];
}
