namespace Serverless.LocalHost;

/// <summary>Exit statuses of the host.</summary>
static class ExitCodes
{
    /// <summary>The host stopped when it was asked to.</summary>
    public const int Stopped = 0;

    /// <summary>An unexpected error occurred.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong, for example because a folder does not exist.</summary>
    public const int Usage = 2;

    /// <summary>The app or its settings are wrong: host.json, bindings, the keys file.</summary>
    public const int Configuration = 3;

    /// <summary>The address is in use.</summary>
    public const int AddressInUse = 4;

    /// <summary>Storage cannot be reached, or refuses.</summary>
    public const int Storage = 5;

    /// <summary>The worker process does not start, or ends while it starts.</summary>
    public const int Worker = 6;
}
