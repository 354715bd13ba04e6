using System.Diagnostics.CodeAnalysis;

namespace Serverless.Spaces;

/// <summary>Formats and parses genotypes as one digit per decision, the index of its choice: the code column of published tables.</summary>
public static class DigitCode
{
    const int MostChoices = 10;

    /// <summary>Returns whether one digit is enough for every decision's choices.</summary>
    public static bool Suits(SearchSpace space) => space.Dimensions.All(dimension => dimension.Choices.Count <= MostChoices);

    /// <summary>Formats a genotype whose choice indices are less than 10.</summary>
    public static string Format(Architecture architecture) =>
        string.Create(architecture.Genotype.Length, architecture, static (digits, from) =>
        {
            for (var i = 0; i < digits.Length; i++)
            {
                digits[i] = (char)('0' + from.Genotype[i]);
            }
        });

    /// <summary>Parses a genotype; leading zeros are significant.</summary>
    /// <returns>False, with the reason, when the text is not an architecture of the space.</returns>
    public static bool TryParse(
        SearchSpace space, string text, [NotNullWhen(true)] out Architecture? architecture, [NotNullWhen(false)] out string? error)
    {
        architecture = null;
        if (text.Length != space.Dimensions.Count)
        {
            error = $"The code has {text.Length} digits, not {space.Dimensions.Count}; leading zeros count.";
            return false;
        }

        var genotype = new int[text.Length];
        for (var i = 0; i < genotype.Length; i++)
        {
            genotype[i] = text[i] - '0';
            if ((uint)genotype[i] >= (uint)space.Dimensions[i].Choices.Count)
            {
                error = $"Digit {i + 1} of the code is '{text[i]}', not 0 to {space.Dimensions[i].Choices.Count - 1}.";
                return false;
            }
        }

        error = null;
        architecture = space.Create(genotype);
        return true;
    }
}
