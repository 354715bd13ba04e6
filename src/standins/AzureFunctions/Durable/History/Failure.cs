using Microsoft.DurableTask;

namespace Serverless.StandIns.AzureFunctions.Durable.History;

/// <summary>Why a task or an execution failed, as it is stored.</summary>
/// <param name="Type">Full name of the exception's type.</param>
/// <param name="Message">Its message.</param>
/// <param name="Stack">Where it was thrown.</param>
/// <param name="Inner">The inner failure.</param>
/// <param name="IsFinal">Whether no retry can help, as when the function does not exist.</param>
sealed record Failure(string Type, string Message, string? Stack = null, Failure? Inner = null, bool IsFinal = false)
{
    internal static Failure From(Exception exception) => From(TaskFailureDetails.FromException(exception));

    internal TaskFailureDetails ToDetails() => new(Type, Message, Stack, Inner?.ToDetails(), null);

    public override string ToString() => $"{Type}: {Message}";

    static Failure From(TaskFailureDetails details) => new(
        details.ErrorType, details.ErrorMessage, details.StackTrace, details.InnerFailure is { } inner ? From(inner) : null);
}
