namespace Serverless.Core.Validation;

/// <summary>Finds the known name that was probably meant.</summary>
static class NearestName
{
    /// <summary>The most characters of a text that can be a typing error.</summary>
    const int LongestTypo = 64;

    /// <summary>Returns a sentence to append that suggests the nearest name; empty when none is near.</summary>
    public static string Hint(string text, IEnumerable<string> known) => Find(text, known) is { } name ? $" Did you mean '{name}'?" : "";

    /// <summary>
    /// Returns the name with the smallest edit distance, ignoring case; null when more than a third of its letters, and more than two, differ.
    /// </summary>
    public static string? Find(string text, IEnumerable<string> known)
    {
        if (text.Length > LongestTypo)
        {
            return null;
        }

        return known
            .Select(name => (Name: name, Distance: Distance(text.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(near => near.Distance <= Math.Max(2, near.Name.Length / 3) && near.Distance < near.Name.Length)
            .OrderBy(near => near.Distance)
            .Select(near => near.Name)
            .FirstOrDefault();
    }

    /// <summary>Returns the Levenshtein distance: insertions, deletions and replacements.</summary>
    static int Distance(string first, string second)
    {
        var row = Enumerable.Range(0, second.Length + 1).ToArray();
        for (var i = 1; i <= first.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= second.Length; j++)
            {
                var replaced = diagonal + (first[i - 1] == second[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
