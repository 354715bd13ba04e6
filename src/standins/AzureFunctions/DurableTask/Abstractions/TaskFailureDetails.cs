using System.Diagnostics.CodeAnalysis;

namespace Microsoft.DurableTask;

/// <summary>A failure in a form that can be stored.</summary>
/// <param name="ErrorType">Full name of the exception's type.</param>
/// <param name="ErrorMessage">The exception's message.</param>
/// <param name="StackTrace">Where it was thrown, if known.</param>
/// <param name="InnerFailure">The inner exception.</param>
/// <param name="Properties">Further facts, if any were added.</param>
public record TaskFailureDetails(
    string ErrorType, string ErrorMessage, string? StackTrace, TaskFailureDetails? InnerFailure, IDictionary<string, object?>? Properties)
{
    /// <inheritdoc cref="IsCausedBy(Type)"/>
    public bool IsCausedBy<T>()
        where T : Exception => IsCausedBy(typeof(T));

    /// <summary>Whether the failure is of the given exception type or of one derived from it; false when the type is not loaded.</summary>
    /// <exception cref="ArgumentException"><paramref name="targetBaseExceptionType"/> is no exception type.</exception>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        if (!typeof(Exception).IsAssignableFrom(targetBaseExceptionType))
        {
            throw new ArgumentException($"{targetBaseExceptionType} is not an exception type.", nameof(targetBaseExceptionType));
        }

        return FindErrorType(targetBaseExceptionType) is { } type && targetBaseExceptionType.IsAssignableFrom(type);
    }

    /// <summary>Describes an exception and its inner ones.</summary>
    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Describe(exception);
    }

    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    [return: NotNullIfNotNull(nameof(exception))]
    static TaskFailureDetails? Describe(Exception? exception) => exception switch
    {
        null => null,
        TaskFailedException failed => new(
            failed.GetType().ToString(), failed.Message, failed.StackTrace, failed.FailureDetails, failed.FailureDetails.Properties),
        _ => new(exception.GetType().ToString(), exception.Message, exception.StackTrace, Describe(exception.InnerException), null),
    };

    Type? FindErrorType(Type target)
    {
        if (string.IsNullOrEmpty(ErrorType))
        {
            return null;
        }

        return Type.GetType(ErrorType, throwOnError: false)
            ?? target.Assembly.GetType(ErrorType, throwOnError: false)
            ?? AppDomain.CurrentDomain.GetAssemblies()
                .Select(assembly => assembly.GetType(ErrorType, throwOnError: false))
                .FirstOrDefault(type => type is not null);
    }
}
