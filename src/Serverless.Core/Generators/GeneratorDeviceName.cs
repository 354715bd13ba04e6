namespace Serverless.Core.Generators;

/// <summary>Checks the names of devices in questions to generators.</summary>
public static class GeneratorDeviceName
{
    const int Longest = 60;

    /// <value>The rule for valid names, for messages.</value>
    public static string Rule => $"It must have 1 to {Longest} of letters, digits, underscores, dots and hyphens.";

    /// <summary>Returns whether a text is a valid name; see <see cref="Rule"/>.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= Longest && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '.' or '-');
}
