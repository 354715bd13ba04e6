using Serverless.Learning.Datasets;

namespace Serverless.Worker.Jobs;

/// <summary>Caches dataset files from storage, each under its SHA-256; any number of workers of a machine can share the folder.</summary>
/// <remarks>A file appears under its name completely or not at all, and an existing file is checked before it is used.</remarks>
sealed class DatasetCache(string folder)
{
    /// <summary>Finds the file with a SHA-256; null when it is not cached. A damaged file is deleted.</summary>
    public string? Find(string sha256)
    {
        var path = Path.Combine(folder, sha256);
        if (!File.Exists(path))
        {
            return null;
        }

        if (FileSum.Of(path) == sha256)
        {
            return path;
        }

        File.Delete(path);
        return null;
    }

    /// <summary>Stores a file.</summary>
    /// <returns>The path of the file.</returns>
    /// <exception cref="DatasetException">The file cannot be written, for example because the disk is full.</exception>
    public string Keep(string sha256, byte[] content)
    {
        var path = Path.Combine(folder, sha256);
        var part = Path.Combine(folder, $".{Guid.NewGuid():N}.part");
        try
        {
            Directory.CreateDirectory(folder);
            try
            {
                File.WriteAllBytes(part, content);
                File.Move(part, path, overwrite: true);
            }
            finally
            {
                File.Delete(part);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException(path, $"the file cannot be stored in the dataset cache: {e.Message}", e);
        }

        return path;
    }
}
