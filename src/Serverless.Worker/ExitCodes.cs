namespace Serverless.Worker;

/// <summary>The exit statuses of the worker process.</summary>
public static class ExitCodes
{
    /// <summary>The worker was asked to stop, or had no job for as long as it was to wait.</summary>
    public const int Success = 0;

    /// <summary>The options are invalid; this is the status that the parser uses.</summary>
    public const int BadOptions = 1;

    /// <summary>Storage is not configured, the device does not exist, or libtorch computes wrong results on it.</summary>
    public const int NotSetUp = 2;

    /// <summary>An unexpected error occurred; the log has it.</summary>
    public const int Failed = 3;
}
