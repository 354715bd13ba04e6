using System.Security.Cryptography;
using System.Text;

namespace Serverless.Learning.Datasets;

/// <summary>Computes the SHA-256 of files, as 64 lower-case hexadecimal digits.</summary>
public static class FileSum
{
    /// <summary>Returns the checksum of a file, or of a folder: of the names and contents of all files below it.</summary>
    /// <exception cref="DatasetException">The file cannot be read.</exception>
    public static string Of(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                return OfFolder(path);
            }

            using var file = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DatasetException.Unreadable(path, e);
        }
    }

    static string OfFolder(string folder)
    {
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in FolderFiles.Of(folder))
        {
            using var file = File.OpenRead(Path.Combine(folder, name));
            sum.AppendData(Encoding.UTF8.GetBytes(name));
            sum.AppendData([0]);
            sum.AppendData(SHA256.HashData(file));
        }

        return Convert.ToHexStringLower(sum.GetHashAndReset());
    }

    /// <summary>Verifies the checksum of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="found">The file's checksum.</param>
    /// <param name="expected">The expected checksum; null to accept any.</param>
    /// <exception cref="DatasetException">The checksums differ.</exception>
    public static void Check(string path, string found, string? expected)
    {
        if (expected is not null && found != expected)
        {
            throw new DatasetException(path, $"its SHA-256 is {found} instead of {expected}: it is damaged, or not the requested file.");
        }
    }
}
