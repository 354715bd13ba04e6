namespace Serverless.Core.Datasets;

/// <summary>The class of an image, read from its path: the folder that contains it.</summary>
/// <param name="Class">The class; null when the path has none.</param>
/// <param name="Fault">The reason why the file is not an image of a class, for people; null when it is one, or is ignored.</param>
public readonly record struct ImagePath(string? Class, string? Fault)
{
    static readonly string[] Endings = [".png", ".jpg", ".jpeg"];

    /// <summary>
    /// Parses a path. Files created by operating systems have neither class nor fault: names that begin with a dot, <c>__MACOSX</c>,
    /// <c>Thumbs.db</c>.
    /// </summary>
    /// <param name="path">The path below the folder, with parts joined by <c>/</c>.</param>
    public static ImagePath Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var parts = path.Split('/');
        if (parts.Any(part => part.StartsWith('.') || part is "__MACOSX" or "Thumbs.db"))
        {
            return default;
        }

        return !Endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            ? new ImagePath(null, $"'{path}' is not a PNG or JPEG file; remove it.")
            : parts.Length < 2
                ? new ImagePath(null, $"'{path}' is not in the folder of a class; put images into one folder per class, for example 'rose/{path}'.")
                : new ImagePath(parts[^2], null);
    }
}
