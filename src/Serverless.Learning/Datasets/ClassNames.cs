namespace Serverless.Learning.Datasets;

/// <summary>Numbers classes that files give by name; a class's number is its index in ordinal order.</summary>
static class ClassNames
{
    const int MostTold = 10;

    /// <summary>Checks the names of classes, and returns them in the order of their numbers.</summary>
    /// <param name="path">The file or folder that is read, for messages.</param>
    /// <param name="found">The class of each image.</param>
    /// <param name="count">The expected number of classes.</param>
    /// <param name="expected">The allowed classes; null to allow any.</param>
    /// <exception cref="DatasetException">There are no images, a class is not allowed, or the number of classes differs.</exception>
    public static List<string> Check(string path, IEnumerable<string> found, int count, IReadOnlyList<string>? expected)
    {
        var names = found.Distinct().Order(StringComparer.Ordinal).ToList();
        if (names.Count == 0)
        {
            throw new DatasetException(path, "it has no images.");
        }

        if (expected is not null)
        {
            return names.Find(name => !expected.Contains(name)) is { } foreign
                ? throw new DatasetException(path, $"class '{foreign}' is not one of the classes of the training data: {Told(expected)}.")
                : [.. expected];
        }

        return names.Count == count
            ? names
            : throw new DatasetException(path, $"it has {names.Count} classes, not the {count} of dataset.source.shape.classes: {Told(names)}.");
    }

    static string Told(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostTold)) + (names.Count > MostTold ? $" and {names.Count - MostTold} more" : "");
}
