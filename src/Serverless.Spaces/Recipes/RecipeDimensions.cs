using System.Security.Cryptography;
using System.Text;

namespace Serverless.Spaces.Recipes;

/// <summary>Orders the searched fields of a recipe, and computes text and hash that identify them.</summary>
public static class RecipeDimensions
{
    const int DigestDigits = 12;

    /// <summary>Returns the fields, each after the one on which it depends, and otherwise by name: the order in a request does not matter.</summary>
    /// <exception cref="ArgumentException">A field depends on one that is not searched, or on itself.</exception>
    public static IReadOnlyList<KeyValuePair<string, RecipeDimension>> InOrder(IReadOnlyDictionary<string, RecipeDimension> recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var rest = recipe.OrderBy(field => field.Key, StringComparer.Ordinal).ToList();
        var placed = new List<KeyValuePair<string, RecipeDimension>>();
        while (rest.Count > 0)
        {
            var next = rest.FindIndex(field => field.Value.When?.Keys.All(parent => placed.Exists(before => before.Key == parent)) ?? true);
            if (next < 0)
            {
                throw new ArgumentException($"What {string.Join(", ", rest.Select(field => field.Key))} depend on is not searched, or depends on them.", nameof(recipe));
            }

            placed.Add(rest[next]);
            rest.RemoveAt(next);
        }

        return placed;
    }

    /// <summary>
    /// Returns text that identifies a recipe's searched fields and distinguishes its candidates from those of others; empty when there is none.
    /// </summary>
    public static string TextOf(IReadOnlyDictionary<string, RecipeDimension>? recipe) => recipe is null ? "" : string.Join('\n', InOrder(recipe).Select(TextOf));

    /// <summary>Returns 12 hexadecimal digits of the SHA-256 of <see cref="TextOf(IReadOnlyDictionary{string, RecipeDimension}?)"/>.</summary>
    public static string DigestOf(IReadOnlyDictionary<string, RecipeDimension> recipe) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TextOf(recipe))))[..DigestDigits];

    static string TextOf(KeyValuePair<string, RecipeDimension> field)
    {
        var conditions = (field.Value.When ?? new Dictionary<string, IReadOnlyList<ChoiceValue>>())
            .Select(parent => $" when {parent.Key}={string.Join(',', parent.Value)}");
        return $"{field.Key}={string.Join(',', field.Value.Choices)}{string.Concat(conditions)}";
    }
}
