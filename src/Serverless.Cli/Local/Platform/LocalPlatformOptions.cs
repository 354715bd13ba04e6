using System.Security.Cryptography;

namespace Serverless.Cli.Local.Platform;

/// <summary>Options of a platform on this machine.</summary>
/// <param name="StorageFolder">The folder for the data of its storage, which is created if necessary.</param>
/// <param name="Key">The key for every function.</param>
/// <param name="ReadKey">The key for the functions that read.</param>
public sealed record LocalPlatformOptions(string StorageFolder, string Key, string ReadKey)
{
    /// <value>The port of its address. Default: any free one.</value>
    public int? Port { get; init; }

    /// <value>The number of workers. Default: 1.</value>
    public int Workers { get; init; } = 1;

    /// <value>Whether a worker that ends is restarted. Default: its end is a failure.</value>
    public bool RestartsWorkers { get; init; }

    /// <summary>Creates a new random key.</summary>
    public static string NewKey() => RandomNumberGenerator.GetHexString(64, lowercase: true);
}
