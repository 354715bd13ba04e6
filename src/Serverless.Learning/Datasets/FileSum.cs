using System.Security.Cryptography;

namespace Serverless.Learning.Datasets;

/// <summary>The SHA-256 of files, as 64 lower-case hexadecimal digits.</summary>
public static class FileSum
{
    /// <exception cref="DatasetException">The file cannot be read.</exception>
    public static string Of(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DatasetException.Unreadable(path, e);
        }
    }

    /// <summary>Makes sure that a file is the one that was asked for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="found">Its sum.</param>
    /// <param name="expected">What it has to be; null: anything.</param>
    /// <exception cref="DatasetException">It is another one.</exception>
    public static void Check(string path, string found, string? expected)
    {
        if (expected is not null && found != expected)
        {
            throw new DatasetException(path, $"its SHA-256 is {found} instead of {expected}: it is damaged, or another file than was asked for.");
        }
    }
}
