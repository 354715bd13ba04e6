using System.Text;

namespace Serverless.Cli.Local.Processes;

/// <summary>Reads the output of processes.</summary>
public static class LogFile
{
    const int MaximumBytes = 64 * 1024;

    /// <summary>Returns the last lines of a file, from its last 64 KiB; none when there is no such file.</summary>
    public static IReadOnlyList<string> Tail(string path, int lines)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(-Math.Min(file.Length, MaximumBytes), SeekOrigin.End);
        using var reader = new StreamReader(file, Encoding.UTF8);
        return [.. reader.ReadToEnd().TrimEnd('\n').Split('\n').TakeLast(lines)];
    }
}
