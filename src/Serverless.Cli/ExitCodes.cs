namespace Serverless.Cli;

/// <summary>The exit codes of the process: part of the contract with scripts, also documented in docs/http-api.md.</summary>
public static class ExitCodes
{
    public const int Done = 0;

    /// <summary>An unexpected error occurred, or the platform did not respond.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong, or a file is invalid.</summary>
    public const int Usage = 2;

    public const int NotFound = 3;

    /// <summary>There is no key, or the platform does not accept it.</summary>
    public const int NotAllowed = 4;

    /// <summary>The state of the search does not allow the operation, or an idempotency key was used for something else.</summary>
    public const int Conflict = 5;

    /// <summary>The watched search ended in <c>Failed</c>.</summary>
    public const int SearchFailed = 6;

    /// <summary>Waiting took longer than <c>--timeout</c> allows.</summary>
    public const int WaitTimedOut = 7;

    /// <summary>The search has not ended, and the command has <c>--exit-status</c>, or is to replay or retry it.</summary>
    public const int StillRunning = 8;

    /// <summary>The terminal of a command that runs processes was closed (SIGHUP).</summary>
    public const int HungUp = 129;

    /// <summary>The user pressed Ctrl-C, or the watched search was cancelled.</summary>
    public const int Interrupted = 130;

    /// <summary>A command that runs processes was asked to end (SIGTERM).</summary>
    public const int Terminated = 143;
}
