using System.Text.RegularExpressions;
using Microsoft.DurableTask;

namespace Serverless.Functions.Orchestrations;

/// <summary>What people are told of a failed task.</summary>
static partial class FailureText
{
    const int Longest = 2_000;

    /// <summary>
    /// The message of the first failure, beneath the tasks that only passed it on. What a library says of itself helps nobody who reads
    /// a search's state: its log has that.
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

    /// <summary>Whether a fault arose in a library, and no code of this product chose its words.</summary>
    /// <param name="type">The full name of the exception's type.</param>
    /// <param name="stackTrace">As .NET writes it, innermost call first; null when it is not known.</param>
    public static bool IsOfLibrary(string type, string? stackTrace) =>
        Library().IsMatch(type) || (stackTrace is not null && FirstCall().Match(stackTrace) is { Success: true } call && Library().IsMatch(call.Groups[1].Value));

    /// <summary>What people are told of a fault inside a library.</summary>
    public static string Internal(string type) =>
        $"Internal error ({type[(type.LastIndexOf('.') + 1)..]}). The log of the functions app has the details under this search's id; please report them.";

    /// <summary>A text of which the rest would only be in the way.</summary>
    public static string Shorten(string text) => text.Length > Longest ? text[..Longest] : text;

    [GeneratedRegex(@"^(?:System\.Text\.Json|Newtonsoft\.Json|Microsoft|Azure|Grpc|DurableTask)\.")]
    private static partial Regex Library();

    [GeneratedRegex(@"^\s*at (\S+)", RegexOptions.Multiline)]
    private static partial Regex FirstCall();
}
