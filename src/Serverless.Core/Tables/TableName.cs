namespace Serverless.Core.Tables;

/// <summary>Checks names of tables: they become parts of blob names and paths.</summary>
public static class TableName
{
    internal const int Longest = 40;

    /// <summary>Whether a text can be a table's name: 1 to 40 of a-z, 0-9 and hyphens.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= Longest
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
}
