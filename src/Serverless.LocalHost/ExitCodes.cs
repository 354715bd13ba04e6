namespace Serverless.LocalHost;

/// <summary>Exit statuses of the host.</summary>
static class ExitCodes
{
    /// <summary>Stopped when it was asked to.</summary>
    public const int Stopped = 0;

    /// <summary>Something nobody foresaw.</summary>
    public const int Failed = 1;

    /// <summary>A mistake on the command line, such as a folder that does not exist.</summary>
    public const int Usage = 2;

    /// <summary>A mistake in the app or its settings: host.json, bindings, the keys file.</summary>
    public const int Configuration = 3;

    /// <summary>The address is taken.</summary>
    public const int AddressInUse = 4;

    /// <summary>Storage cannot be reached, or refuses.</summary>
    public const int Storage = 5;

    /// <summary>The worker process does not start, or ends while it starts.</summary>
    public const int Worker = 6;
}
