namespace Serverless.LocalHost;

/// <summary>Why the host does not start, for the user who started it.</summary>
sealed class StartException(int exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>One of <see cref="ExitCodes"/>.</summary>
    public int ExitCode { get; } = exitCode;
}
