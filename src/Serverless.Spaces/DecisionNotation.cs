using System.Diagnostics.CodeAnalysis;

namespace Serverless.Spaces;

/// <summary>Formats and parses architectures as <c>depth=4 width=16</c>: the active decisions, in order.</summary>
static class DecisionNotation
{
    /// <summary>Formats the active decisions.</summary>
    public static string Format(SearchSpace space, Architecture architecture) => string.Join(' ', space.Dimensions.Index()
        .Where(dimension => space.IsActive(architecture, dimension.Index))
        .Select(dimension => $"{dimension.Item.Name}={dimension.Item.Choices[architecture.Genotype[dimension.Index]]}"));

    /// <summary>Parses a genotype; inactive decisions get their first choice.</summary>
    /// <returns>False, with the reason, when the text is not an architecture of the space.</returns>
    public static bool TryParse(SearchSpace space, string text, [NotNullWhen(true)] out int[]? genotype, [NotNullWhen(false)] out string? error)
    {
        genotype = null;
        var parts = text.Split(' ');
        var dimensions = space.Dimensions;
        var hasConditions = dimensions.Any(dimension => dimension.ActiveWhen is not null);
        if (parts.Length > dimensions.Count || (!hasConditions && parts.Length != dimensions.Count))
        {
            error = $"There are {parts.Length} decisions, not {dimensions.Count}: {string.Join(", ", dimensions.Select(dimension => dimension.Name))}.";
            return false;
        }

        var read = new int[dimensions.Count];
        var next = 0;
        for (var i = 0; i < read.Length; i++)
        {
            if (!space.IsActive(read, i))
            {
                continue;
            }

            var part = next < parts.Length ? parts[next] : "";
            read[i] = dimensions[i].Choices.Index()
                .Where(choice => part == $"{dimensions[i].Name}={choice.Item}").Select(choice => choice.Index).FirstOrDefault(-1);
            if (read[i] < 0)
            {
                error = $"{(part.Length == 0 ? "A decision is missing: it" : $"'{part}'")} is not '{dimensions[i].Name}=' and one of {string.Join(", ", dimensions[i].Choices)}.";
                return false;
            }

            next++;
        }

        if (next < parts.Length)
        {
            error = $"'{parts[next]}' does not apply here, or is repeated; remove it.";
            return false;
        }

        (genotype, error) = (read, null);
        return true;
    }
}
