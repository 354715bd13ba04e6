using Serverless.Core.Validation;

namespace Serverless.Cli.Output;

/// <summary>Makes text from outside safe to print.</summary>
public static class PlainText
{
    /// <summary>
    /// Replaces control characters, including bidirectional ones: they could move the cursor, colour the screen, or break a row in two.
    /// </summary>
    public static string Of(string? text) =>
        text is null ? "" : string.Create(text.Length, text, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = VisibleText.IsControl(source[i]) ? ' ' : source[i];
            }
        });
}
