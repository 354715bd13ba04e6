namespace Serverless.Core.Validation;

/// <summary>Makes untrusted text safe for names and messages: it is displayed as it is written, on one line.</summary>
public static class VisibleText
{
    const int LongestQuote = 60;

    /// <summary>
    /// Returns whether a character changes how the text around it is displayed: control characters, separators of lines and paragraphs, and
    /// bidirectional controls, which display the same letters in another order (Unicode Standard Annex #9).
    /// </summary>
    public static bool IsControl(char character) => char.IsControl(character) || character
        is '\u061C' or '\u200E' or '\u200F' or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>Returns a text in quotation marks, with a question mark in place of each control character, cut after 60 characters.</summary>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return $"'{new string([.. Cut(text).Select(character => IsControl(character) ? '?' : character)])}'";
    }

    /// <summary>Returns the first 60 characters, without splitting a surrogate pair, and an ellipsis when there are more.</summary>
    public static string Cut(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= LongestQuote)
        {
            return text;
        }

        var length = char.IsHighSurrogate(text[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote;
        return $"{text[..length]}...";
    }
}
