namespace Serverless.Core.Generators;

/// <summary>Checks what questions call devices.</summary>
public static class GeneratorDeviceName
{
    const int Longest = 60;

    /// <value>What names have to be, for messages.</value>
    public static string Rule => $"It has to have 1 to {Longest} of letters, digits, underscores, dots and hyphens.";

    /// <summary>Whether a text can be a name; see <see cref="Rule"/>.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= Longest && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or '-');
}
