namespace Serverless.Core.Validation;

/// <summary>Guesses which known name was meant.</summary>
static class NearestName
{
    /// <summary>Longer texts are no typing errors.</summary>
    const int LongestTypo = 64;

    /// <summary>A sentence to append that suggests the nearest name; empty when none is near.</summary>
    public static string Hint(string text, IEnumerable<string> known) => Find(text, known) is { } name ? $" Did you mean '{name}'?" : "";

    /// <summary>The name fewest edits away, letter case ignored; null when more than a third of its letters, and more than two, differ.</summary>
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

    /// <summary>Levenshtein's distance: insertions, deletions and replacements.</summary>
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
