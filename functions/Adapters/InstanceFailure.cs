using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.DurableTask.Client;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Adapters;

/// <summary>Describes to users why an orchestration failed or was terminated from outside.</summary>
static partial class InstanceFailure
{
    /// <summary>Returns why an orchestration failed or was terminated; null when no reason is known.</summary>
    /// <remarks>
    /// Azure Storage keeps no failure details of an instance. The output of a failed instance is then <c>Type: message</c>, and that of a
    /// terminated one is the reason as it was given, which may or may not be JSON.
    /// </remarks>
    public static string? Of(OrchestrationMetadata instance)
    {
        if (instance.FailureDetails is { } failure)
        {
            return FailureText.Of(failure);
        }

        var said = Unquote(instance.SerializedOutput)?.Trim();
        if (string.IsNullOrEmpty(said))
        {
            return null;
        }

        if (instance.RuntimeStatus == OrchestrationRuntimeStatus.Failed)
        {
            var type = TypeName().Match(said).Value.TrimEnd(' ', ':').Split(": ")[^1];
            var trace = StackTrace().Match(said).Value;
            said = FailureText.IsOfLibrary(type, trace) ? FailureText.Internal(type) : StackTrace().Replace(TypeName().Replace(said, ""), "");
        }

        return FailureText.Shorten(said.Trim());
    }

    static string? Unquote(string? output)
    {
        if (output is not ['"', ..])
        {
            return output is "null" ? null : output;
        }

        try
        {
            return JsonSerializer.Deserialize<string>(output);
        }
        catch (JsonException)
        {
            return output;
        }
    }

    // Matches one or several type names: a task that passes a failure on prepends its own.
    [GeneratedRegex(@"^(?:[A-Za-z_][\w`+]*(?:\.[A-Za-z_][\w`+]*)+: )+")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\r?\n\s+at .*", RegexOptions.Singleline)]
    private static partial Regex StackTrace();
}
