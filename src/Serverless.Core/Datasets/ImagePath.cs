namespace Serverless.Core.Datasets;

/// <summary>What a file of a folder of images is by its path: its class is the folder that it lies in.</summary>
/// <param name="Class">Null where it has none.</param>
/// <param name="Fault">Why it is no image of a class, for people; null where it is one, or is passed over.</param>
public readonly record struct ImagePath(string? Class, string? Fault)
{
    static readonly string[] Endings = [".png", ".jpg", ".jpeg"];

    /// <summary>Reads a path. What systems leave behind has neither class nor fault: names that begin with a dot, <c>__MACOSX</c>, <c>Thumbs.db</c>.</summary>
    /// <param name="path">Below the folder, parts joined by <c>/</c>.</param>
    public static ImagePath Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var parts = path.Split('/');
        if (parts.Any(part => part.StartsWith('.') || part is "__MACOSX" or "Thumbs.db"))
        {
            return default;
        }

        return !Endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            ? new ImagePath(null, $"'{path}' is no PNG or JPEG file; take it out.")
            : parts.Length < 2
                ? new ImagePath(null, $"'{path}' lies in no class's folder; images lie in a folder for each class, for example 'rose/{path}'.")
                : new ImagePath(parts[^2], null);
    }
}
