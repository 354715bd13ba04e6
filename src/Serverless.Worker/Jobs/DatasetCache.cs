using Serverless.Learning.Datasets;

namespace Serverless.Worker.Jobs;

/// <summary>Files of datasets that were fetched from storage, each under its SHA-256; any number of workers of a machine share it.</summary>
/// <remarks>A file appears under its name whole or not at all, and what is found there is checked before it is used.</remarks>
sealed class DatasetCache(string folder)
{
    /// <summary>The file of a sum; null when it is not there. A damaged one is deleted.</summary>
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

    /// <summary>Keeps a file.</summary>
    /// <returns>Where it is.</returns>
    /// <exception cref="DatasetException">It cannot be written, for example because the disk is full.</exception>
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
            throw new DatasetException(path, $"the file cannot be kept in the cache of datasets: {e.Message}", e);
        }

        return path;
    }
}
