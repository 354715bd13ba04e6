namespace DurableTask.Core.Exceptions;

/// <summary>An instance of the wished id exists in a state that forbids the start.</summary>
public class OrchestrationAlreadyExistsException : InvalidOperationException
{
    /// <summary>Without a message.</summary>
    public OrchestrationAlreadyExistsException()
    {
    }

    /// <summary>With a message.</summary>
    public OrchestrationAlreadyExistsException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public OrchestrationAlreadyExistsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
