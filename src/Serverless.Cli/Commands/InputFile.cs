using System.CommandLine;

namespace Serverless.Cli.Commands;

/// <summary>Reads files that the command line names, and standard input.</summary>
public static class InputFile
{
    /// <summary>The longest document that is read, in bytes: 1 MiB, the platform's limit. So reading a device or an endless pipe ends.</summary>
    public const int MaximumBytes = 1024 * 1024;

    /// <summary>The name of standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Creates an argument that names a file, or standard input.</summary>
    public static Argument<string> Argument(string description) => new("FILE")
    {
        Description = $"{description} '{StandardInput}' is standard input.",
        Validators = { result => CommandOptions.RequireText(result, "FILE") },
    };

    /// <summary>Returns the name of a file in messages.</summary>
    public static string Name(string path) => path == StandardInput ? "standard input" : path;

    /// <summary>Reads a document unchanged.</summary>
    /// <param name="console">The console with standard input.</param>
    /// <param name="path">A file, or <see cref="StandardInput"/>.</param>
    /// <param name="kind">The kind of document, for messages.</param>
    /// <param name="help">What to do when it cannot be read.</param>
    /// <exception cref="CliException">The document cannot be read, or has more than <see cref="MaximumBytes"/>.</exception>
    public static byte[] Read(CliConsole console, string path, string kind, params IReadOnlyList<string> help)
    {
        ArgumentNullException.ThrowIfNull(console);
        try
        {
            using var file = path == StandardInput ? console.In : File.OpenRead(path);
            return ReadToEnd(file) ?? throw new CliException(
                ExitCodes.Usage, $"The {kind} in {Name(path)} has more than the {MaximumBytes} bytes that the platform accepts.");
        }
        catch (Exception fault) when (IsUnreadable(fault))
        {
            throw new CliException(ExitCodes.Usage, $"The {kind} cannot be read: {fault.Message}", help);
        }
    }

    /// <summary>Returns whether a failure to open or read a file is caused by the file or its name.</summary>
    public static bool IsUnreadable(Exception fault) => fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    /// <summary>Reads all bytes; null when there are more than <paramref name="most"/>.</summary>
    public static byte[]? ReadToEnd(Stream stream, int most = MaximumBytes)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (content.Length + read > most)
            {
                return null;
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
