using Serverless.Core.Validation;

namespace Serverless.Cli.Output;

/// <summary>Text from outside, made safe to print.</summary>
public static class PlainText
{
    /// <summary>Replaces control characters, bidirectional ones included: they could move the cursor, colour the screen, or break a row in two.</summary>
    public static string Of(string? text) =>
        text is null ? "" : string.Create(text.Length, text, (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = VisibleText.IsControl(source[i]) ? ' ' : source[i];
            }
        });
}
