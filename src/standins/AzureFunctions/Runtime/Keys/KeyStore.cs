using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Where the master key and the host key come from: the environment, else a file that only its owner can read.</summary>
static class KeyStore
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

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

    // Written beside and moved, so that of two hosts that start at once neither reads half a file and both end with the same keys.
    static void Create(string path)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var file = new FileStream(draft, options))
        {
            JsonSerializer.Serialize(file, new StoredKeys(NewKey(), NewKey()), JsonSerializerOptions.Web);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    static string NewKey() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(40));

    static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
