using System.Text.Json;
using System.Text.Json.Serialization;

namespace Serverless.Learning;

/// <summary>Remembers facts about machines in a file; without a file, it remembers nothing.</summary>
/// <remarks>A file that is damaged, or that other users can write to, is ignored: finding a fact again takes seconds.</remarks>
/// <param name="file">The path of the file; null for none.</param>
public sealed class MachineMemory(string? file)
{
    const string StateVariable = "SERVERLESS_STATE";
    const int SchemaVersion = 1;
    const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const UnixFileMode Foreign = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    static readonly MachineMemoryJson Indented = new(new JsonSerializerOptions(MachineMemoryJson.Default.Options) { WriteIndented = true });

    /// <summary>Returns the memory of the current user: in the folder that SERVERLESS_STATE names, otherwise in the user's cache folder.</summary>
    /// <param name="fileName">The name of the file, one for each kind of fact.</param>
    public static MachineMemory OfThisUser(string fileName)
    {
        if (Environment.GetEnvironmentVariable(StateVariable) is { Length: > 0 } state)
        {
            return new MachineMemory(Path.Combine(state, fileName));
        }

        // Empty for users without a home directory. A folder that all users share cannot be trusted.
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named ? named : home.Length > 0 ? Path.Combine(home, ".cache") : null;
        return new MachineMemory(cache is null ? null : Path.Combine(cache, "serverless", fileName));
    }

    /// <returns>The fact; null if it is not known.</returns>
    public string? Recall(string machine) => Read().GetValueOrDefault(machine);

    /// <summary>Remembers a fact if the file can be written: a process must not fail for want of a cache.</summary>
    public void Remember(string machine, string fact)
    {
        if (file is null)
        {
            return;
        }

        // If two processes write at once, the later one wins; the fact that is lost is checked again later.
        var temporary = $"{file}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = Mine;
            }

            using (var content = new FileStream(temporary, options))
            {
                JsonSerializer.Serialize(
                    content, new RememberedFacts(SchemaVersion, new(Read()) { [machine] = fact }), Indented.RememberedFacts);
            }

            File.Move(temporary, file, overwrite: true);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }
    }

    Dictionary<string, string> Read()
    {
        try
        {
            if (file is null || !File.Exists(file) || (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Foreign) != 0))
            {
                return [];
            }

            var content = JsonSerializer.Deserialize(File.ReadAllBytes(file), MachineMemoryJson.Default.RememberedFacts);
            return content is { SchemaVersion: SchemaVersion, Settings: { } settings } ? settings : [];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }
}

/// <summary>The content of the file.</summary>
/// <param name="SchemaVersion">The version of the format; only 1 so far.</param>
/// <param name="Settings">The facts, by machine.</param>
sealed record RememberedFacts(int SchemaVersion, Dictionary<string, string> Settings);

[JsonSerializable(typeof(RememberedFacts))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
sealed partial class MachineMemoryJson : JsonSerializerContext;
