using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Where the master key and the host key come from: the environment, else a file that only its owner can read.</summary>
static class KeyStore
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(10);

    /// <summary>The keys; those that the environment lacks are read from the file, which is written at the first start.</summary>
    /// <exception cref="InvalidOperationException">The file is there and holds no keys.</exception>
    public static StoredKeys Load(IConfiguration configuration, string contentRoot)
    {
        var master = NullIfEmpty(configuration["AzureFunctionsLocal:MasterKey"]);
        var host = NullIfEmpty(configuration["AzureFunctionsLocal:HostKey"]);
        if (master is not null && host is not null)
        {
            return new StoredKeys(master, host);
        }

        var path = Path.GetFullPath(configuration["AzureFunctionsLocal:KeysFile"] ?? Path.Combine(".keys", "keys.json"), contentRoot);
        var stored = ReadOrCreate(path);
        return new StoredKeys(master ?? stored.MasterKey, host ?? stored.HostKey);
    }

    static StoredKeys ReadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            Create(path);
        }

        try
        {
            return JsonSerializer.Deserialize<StoredKeys>(File.ReadAllBytes(path), JsonSerializerOptions.Web)
                is { MasterKey.Length: > 0, HostKey.Length: > 0 } keys ? keys : throw new JsonException("masterKey or hostKey is missing.");
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException($"The keys file '{path}' is invalid: {e.Message}", e);
        }
    }

    // One host at a time, so that all that start at once end with the same keys; moved into place, so that none reads half a file.
    static void Create(string path)
    {
        using var turn = TakeTurn(path);
        if (File.Exists(path))
        {
            return;
        }

        var draft = path + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var file = new FileStream(draft, options))
        {
            JsonSerializer.Serialize(file, new StoredKeys(NewKey(), NewKey()), JsonSerializerOptions.Web);
        }

        File.Move(draft, path);
    }

    static FileStream TakeTurn(string path)
    {
        for (var started = Stopwatch.StartNew(); ; Thread.Sleep(5))
        {
            try
            {
                return new FileStream(
                    path + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (started.Elapsed < LongestTurn)
            {
            }
        }
    }

    static string NewKey() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(40));

    static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
