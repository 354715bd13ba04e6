namespace Serverless.Worker;

/// <summary>How the process ends.</summary>
public static class ExitCodes
{
    /// <summary>Stopped when asked to, or when there was nothing to do for as long as it should wait.</summary>
    public const int Success = 0;

    /// <summary>Options that make no sense; the parser's own.</summary>
    public const int BadOptions = 1;

    /// <summary>Storage is not configured, the device is not there, or libtorch does not compute right on it.</summary>
    public const int NotSetUp = 2;

    /// <summary>An error that nothing foresaw; the log has it.</summary>
    public const int Failed = 3;
}
