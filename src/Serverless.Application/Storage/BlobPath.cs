namespace Serverless.Application.Storage;

/// <summary>Where a blob is. Made by <see cref="BlobPaths"/> only, from validated parts.</summary>
public readonly record struct BlobPath(string Container, string Name)
{
    public override string ToString() => $"{Container}/{Name}";

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">No container, or no name.</exception>
    public static BlobPath Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < text.Length - 1
            ? new BlobPath(text[..slash], text[(slash + 1)..])
            : throw new FormatException($"'{text}' is not a blob path: container/name.");
    }
}
