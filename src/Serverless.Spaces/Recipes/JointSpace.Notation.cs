using System.Diagnostics.CodeAnalysis;

namespace Serverless.Spaces.Recipes;

/// <content>The notation of architectures with recipes.</content>
public sealed partial class JointSpace
{
    const string Separator = " @ ";

    /// <inheritdoc/>
    public override string Format(Architecture architecture) =>
        $"{Networks.Format(NetworkOf(architecture))}{Separator}{string.Join(' ', RecipeOf(architecture).Select(field => $"{field.Key}={field.Value}"))}";

    /// <inheritdoc/>
    public override bool TryParse(
        string text, [NotNullWhen(true)] out Architecture? architecture, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        architecture = null;
        var end = text.LastIndexOf(Separator, StringComparison.Ordinal);
        if (end < 0)
        {
            error = $"The recipe is missing: write it after the architecture, for example '{Separator.TrimStart()}{string.Join(' ', RecipeOf(First()).Select(field => $"{field.Key}={field.Value}"))}'.";
            return false;
        }

        if (!Networks.TryParse(text[..end], out var network, out error))
        {
            return false;
        }

        var genotype = new int[Dimensions.Count];
        network.Genotype.CopyTo(genotype);
        error = ReadRecipe(text[(end + Separator.Length)..], genotype);
        architecture = error is null ? Create(genotype) : null;
        return error is null;
    }

    Architecture First() => Create(new int[Dimensions.Count]);

    string? ReadRecipe(string text, int[] genotype)
    {
        var given = new Dictionary<string, string>();
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !Recipe.ContainsKey(part[..equals]) || !given.TryAdd(part[..equals], part[(equals + 1)..]))
            {
                return $"'{part}' is not a field of the recipe, '=' and its value, each field once; use fields of {string.Join(", ", _fields.Select(field => field.Name))}.";
            }
        }

        for (var place = NetworkDecisions; place < genotype.Length; place++)
        {
            var (name, choices) = (Dimensions[place].Name, Dimensions[place].Choices);
            var isThere = given.TryGetValue(name, out var value);
            if (isThere != IsActive(genotype, place))
            {
                return isThere ? $"'{name}' does not apply to this recipe; remove it." : $"'{name}' is missing: one of {string.Join(", ", choices)}.";
            }

            genotype[place] = isThere ? choices.Index().Where(choice => choice.Item == value).Select(choice => choice.Index).FirstOrDefault(-1) : 0;
            if (genotype[place] < 0)
            {
                return $"'{name}={value}' is not one of the choices {string.Join(", ", choices)}.";
            }
        }

        return null;
    }
}
