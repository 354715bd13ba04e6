using Microsoft.DurableTask;

namespace Serverless.Functions.Orchestrations;

/// <summary>What people are told of a failed task.</summary>
static class FailureText
{
    const int Longest = 2_000;

    /// <summary>The message of the first failure, beneath the tasks that only passed it on.</summary>
    public static string Of(TaskFailureDetails failure)
    {
        var cause = failure;
        while (cause.ErrorType == typeof(TaskFailedException).FullName && cause.InnerFailure is { } inner)
        {
            cause = inner;
        }

        return Shorten(cause.ErrorMessage);
    }

    /// <summary>A text of which the rest would only be in the way.</summary>
    public static string Shorten(string text) => text.Length > Longest ? text[..Longest] : text;
}
