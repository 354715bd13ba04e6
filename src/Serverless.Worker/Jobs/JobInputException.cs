namespace Serverless.Worker.Jobs;

/// <summary>A job asks for something that cannot be.</summary>
public sealed class JobInputException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <value>Whether every training of the search asks for it.</value>
    public bool IsShared { get; init; }
}
