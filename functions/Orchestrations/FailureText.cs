using System.Text.RegularExpressions;
using Microsoft.DurableTask;

namespace Serverless.Functions.Orchestrations;

/// <summary>Describes a failed task to users.</summary>
static partial class FailureText
{
    const int Longest = 2_000;

    /// <summary>
    /// Returns the message of the innermost failure, beneath the tasks that only passed it on. The message of a library does not help readers
    /// of a search's state and is replaced; the log has it.
    /// </summary>
    public static string Of(TaskFailureDetails failure)
    {
        var cause = failure;
        while (cause.ErrorType == typeof(TaskFailedException).FullName && cause.InnerFailure is { } inner)
        {
            cause = inner;
        }

        return IsOfLibrary(cause.ErrorType, cause.StackTrace) ? Internal(cause.ErrorType) : Shorten(cause.ErrorMessage);
    }

    /// <summary>Returns whether an exception arose in a library, so that its message was not written by this product.</summary>
    /// <param name="type">The full name of the exception's type.</param>
    /// <param name="stackTrace">The stack trace in .NET's format, innermost call first; null when it is not known.</param>
    public static bool IsOfLibrary(string type, string? stackTrace) =>
        Library().IsMatch(type) || (stackTrace is not null && FirstCall().Match(stackTrace) is { Success: true } call && Library().IsMatch(call.Groups[1].Value));

    /// <summary>Returns the message for users about an exception inside a library.</summary>
    public static string Internal(string type) =>
        $"Internal error ({type[(type.LastIndexOf('.') + 1)..]}). The log of the functions app has the details under this search's id; report them.";

    /// <summary>Truncates a text to the length that is useful to readers.</summary>
    public static string Shorten(string text) => text.Length > Longest ? text[..Longest] : text;

    [GeneratedRegex(@"^(?:System\.Text\.Json|Newtonsoft\.Json|Microsoft|Azure|Grpc|DurableTask)\.")]
    private static partial Regex Library();

    [GeneratedRegex(@"^\s*at (\S+)", RegexOptions.Multiline)]
    private static partial Regex FirstCall();
}
