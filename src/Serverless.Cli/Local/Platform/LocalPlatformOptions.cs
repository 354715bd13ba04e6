using System.Security.Cryptography;

namespace Serverless.Cli.Local.Platform;

/// <summary>What a platform on this machine is to be like.</summary>
/// <param name="StorageFolder">Where its storage keeps its data; made if need be.</param>
/// <param name="Key">What opens every function.</param>
/// <param name="ReadKey">What opens the functions that read.</param>
public sealed record LocalPlatformOptions(string StorageFolder, string Key, string ReadKey)
{
    /// <value>The port of its address. Default: any free one.</value>
    public int? Port { get; init; }

    /// <value>How many workers. Default: 1.</value>
    public int Workers { get; init; } = 1;

    /// <value>Whether a worker that ends is started again. Default: its end is a failure.</value>
    public bool RestartsWorkers { get; init; }

    /// <summary>A key that nobody knows yet.</summary>
    public static string NewKey() => RandomNumberGenerator.GetHexString(64, lowercase: true);
}
