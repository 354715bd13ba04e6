using System.Security.Cryptography;
using System.Text;

namespace Serverless.Learning.Datasets;

/// <summary>The SHA-256 of files, as 64 lower-case hexadecimal digits.</summary>
public static class FileSum
{
    /// <summary>The sum of a file; of a folder that of all names below it and of what the files hold.</summary>
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
