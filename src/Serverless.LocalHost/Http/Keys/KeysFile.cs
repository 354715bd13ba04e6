using System.Text.Json;
using Serverless.LocalHost.Configuration;

namespace Serverless.LocalHost.Http.Keys;

/// <summary>Stores keys between starts. Only their owner can read the file.</summary>
static class KeysFile
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Returns the default file of an app, in the user's application data, so that a rebuilt app keeps its keys.</summary>
    public static string DefaultPath(string hostId) => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "functions-localhost",
        $"{hostId}.keys.json");

    /// <summary>Reads the keys, creates the file if it is missing, and replaces keys by those of the settings.</summary>
    /// <exception cref="StartException">The file is broken or cannot be read or written.</exception>
    public static HostKeys Open(string path, HostSettings settings)
    {
        var keys = ReadOrCreate(Path.GetFullPath(path));
        return new HostKeys(
            settings["LocalHost:MasterKey"] is { Length: > 0 } master ? master : keys.Master,
            settings["LocalHost:HostKey"] is { Length: > 0 } host
                ? new Dictionary<string, string>(keys.Functions) { [HostKeys.Default] = host }
                : keys.Functions,
            keys.Systems,
            settings.FunctionKeys);
    }

    static HostKeys ReadOrCreate(string path)
    {
        try
        {
            return File.Exists(path) ? Read(path) : Create(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StartException(ExitCodes.Configuration, $"The keys file {path} cannot be used: {refused.Message}", refused);
        }
    }

    static HostKeys Read(string path)
    {
        try
        {
            var document = JsonSerializer.Deserialize<Document>(File.ReadAllText(path), Json);
            return document is { MasterKey.Length: > 0, FunctionKeys: not null, SystemKeys: not null }
                && document.FunctionKeys.Values.Concat(document.SystemKeys.Values).All(key => key is { Length: > 0 })
                ? new HostKeys(document.MasterKey, document.FunctionKeys, document.SystemKeys)
                : throw Broken(path);
        }
        catch (JsonException)
        {
            // Neither the message nor the exception is passed on: both could contain a key.
            throw Broken(path);
        }
    }

    static HostKeys Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var keys = HostKeys.Create();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var stream = new FileStream(path, options);
        JsonSerializer.Serialize(stream, new Document(keys.Master, new(keys.Functions), new(keys.Systems)), Json);
        return keys;
    }

    static StartException Broken(string path) => new(
        ExitCodes.Configuration,
        $"The keys file {path} is broken: it must be JSON with masterKey, functionKeys and systemKeys. Repair it, or delete it to create new keys.");

    sealed record Document(string? MasterKey, Dictionary<string, string>? FunctionKeys, Dictionary<string, string>? SystemKeys);
}
