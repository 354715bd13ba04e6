namespace Serverless.Bench;

/// <summary>The exit codes of the process; they are those of the command line client, as far as they apply.</summary>
public static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The answer could not be written.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong, or a table or description is missing or invalid.</summary>
    public const int Usage = 2;

    /// <summary>The run was interrupted by Ctrl-C.</summary>
    public const int Interrupted = 130;
}
