using Serverless.Core.Validation;

namespace Serverless.Cli.Output;

/// <summary>Writes warnings about parts of a request that are valid and probably not intended.</summary>
public static class WarningText
{
    /// <summary>Writes one line for each warning.</summary>
    public static void Write(CliConsole console, IReadOnlyList<FieldError> warnings)
    {
        foreach (var warning in warnings)
        {
            console.Error.WriteLine($"Warning: {PlainText.Of(warning.Pointer)}: {PlainText.Of(warning.Message)}");
        }
    }
}
