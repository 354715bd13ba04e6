namespace Serverless.LocalHost;

/// <summary>The exception for a host that does not start, with a message for the user who started it.</summary>
sealed class StartException(int exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Gets the exit status, one of the <see cref="ExitCodes"/>.</summary>
    public int ExitCode { get; } = exitCode;
}
