namespace Serverless.Cli;

/// <summary>What the process ends with; part of the contract with scripts, also in docs/http-api.md.</summary>
public static class ExitCodes
{
    public const int Done = 0;

    /// <summary>Something unforeseen, or the platform did not answer.</summary>
    public const int Failure = 1;

    /// <summary>A wrong command line, or a file that is not valid.</summary>
    public const int Usage = 2;

    public const int NotFound = 3;

    /// <summary>No key, or one that the platform does not take.</summary>
    public const int NotAllowed = 4;

    /// <summary>The state of the search does not allow it, or an idempotency key was used for something else.</summary>
    public const int Conflict = 5;

    /// <summary>The search that was watched ended in <c>Failed</c>.</summary>
    public const int SearchFailed = 6;

    /// <summary>Waiting took longer than <c>--timeout</c> allows.</summary>
    public const int WaitTimedOut = 7;

    /// <summary>The search that was asked about with <c>--exit-status</c>, or is to be replayed or retried, has not ended.</summary>
    public const int StillRunning = 8;

    /// <summary>The terminal of a command that runs processes was closed (SIGHUP).</summary>
    public const int HungUp = 129;

    /// <summary>Ctrl-C, or the search that was watched was cancelled.</summary>
    public const int Interrupted = 130;

    /// <summary>A command that runs processes was asked to end (SIGTERM).</summary>
    public const int Terminated = 143;
}
