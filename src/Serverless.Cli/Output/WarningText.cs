using Serverless.Core.Validation;

namespace Serverless.Cli.Output;

/// <summary>What is legal in a request and probably not meant.</summary>
public static class WarningText
{
    /// <summary>Writes one line for each; nothing when there is none.</summary>
    public static void Write(CliConsole console, IReadOnlyList<FieldError> warnings)
    {
        foreach (var warning in warnings)
        {
            console.Error.WriteLine($"Warning: {PlainText.Of(warning.Pointer)}: {PlainText.Of(warning.Message)}");
        }
    }
}
