namespace Serverless.Learning.Datasets;

/// <summary>Names of classes, where files have names and not numbers; a class's number is its place in ordinal order.</summary>
static class ClassNames
{
    const int MostTold = 10;

    /// <summary>The classes in order, once they are those that are wanted.</summary>
    /// <param name="path">What is read, for messages.</param>
    /// <param name="found">The class of each image.</param>
    /// <param name="count">How many there have to be.</param>
    /// <param name="expected">What they have to be among; null: any.</param>
    /// <exception cref="DatasetException">They are others.</exception>
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
                ? throw new DatasetException(path, $"class '{foreign}' is none of those that are trained on: {Told(expected)}.")
                : [.. expected];
        }

        return names.Count == count
            ? names
            : throw new DatasetException(path, $"it has {names.Count} classes, not the {count} of dataset.source.shape.classes: {Told(names)}.");
    }

    static string Told(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostTold)) + (names.Count > MostTold ? $" and {names.Count - MostTold} more" : "");
}
