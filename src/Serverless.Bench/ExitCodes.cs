namespace Serverless.Bench;

/// <summary>What the process ends with; the command line client's, as far as they apply.</summary>
public static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The answer cannot be written.</summary>
    public const int Failure = 1;

    /// <summary>A wrong command line, or a table or description that is not there or not valid.</summary>
    public const int Usage = 2;

    /// <summary>Ctrl-C.</summary>
    public const int Interrupted = 130;
}
