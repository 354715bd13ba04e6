namespace Serverless.Cli;

/// <summary>The exception for a failure that the user can do something about.</summary>
public sealed class CliException : Exception
{
    /// <param name="exitCode">One of the <see cref="ExitCodes"/>.</param>
    /// <param name="what">What happened, and where.</param>
    /// <param name="details">Every error and how to correct it, one line each.</param>
    public CliException(int exitCode, string what, params IReadOnlyList<string> details)
        : base(what)
    {
        ExitCode = exitCode;
        Details = details;
    }

    public int ExitCode { get; }

    public IReadOnlyList<string> Details { get; }
}
