namespace Serverless.Worker.Jobs;

/// <summary>A job asks for something that cannot be.</summary>
public sealed class JobInputException(string message, Exception? innerException = null) : Exception(message, innerException);
