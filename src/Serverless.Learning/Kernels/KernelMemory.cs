using System.Text.Json;

namespace Serverless.Learning.Kernels;

/// <summary>A file that remembers, by machine, which setting is right; without one, nothing is remembered.</summary>
/// <remarks>A file that is broken, or that others may write to, counts as none: checking again costs seconds.</remarks>
/// <param name="file">Its path, or null for none.</param>
public sealed class KernelMemory(string? file)
{
    const string StateVariable = "SERVERLESS_STATE";
    const string FileName = "kernels.json";
    const int SchemaVersion = 1;
    const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const UnixFileMode Foreign = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    static readonly KernelJson Indented = new(new JsonSerializerOptions(KernelJson.Default.Options) { WriteIndented = true });

    /// <summary>In the folder that SERVERLESS_STATE names, else in the user's cache folder.</summary>
    public static KernelMemory OfThisUser()
    {
        if (Environment.GetEnvironmentVariable(StateVariable) is { Length: > 0 } state)
        {
            return new KernelMemory(Path.Combine(state, FileName));
        }

        // Empty for users without a home. A place that all users share is no place to trust.
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named ? named : home.Length > 0 ? Path.Combine(home, ".cache") : null;
        return new KernelMemory(cache is null ? null : Path.Combine(cache, "serverless", FileName));
    }

    /// <returns>Null when it is not known.</returns>
    public KernelSetting? Recall(string machine) => KernelSetting.Find(Read().GetValueOrDefault(machine));

    /// <summary>Remembers, if the file can be written: a process must not fail for that.</summary>
    public void Remember(string machine, KernelSetting setting)
    {
        if (file is null)
        {
            return;
        }

        // Of two processes that write at once the later one wins; what it loses is checked again one day.
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
                    content, new RememberedKernels(SchemaVersion, new(Read()) { [machine] = setting.Name }), Indented.RememberedKernels);
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

            var content = JsonSerializer.Deserialize(File.ReadAllBytes(file), KernelJson.Default.RememberedKernels);
            return content is { SchemaVersion: SchemaVersion, Settings: { } settings } ? settings : [];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }
}

/// <summary>The content of the file that remembers what was checked.</summary>
/// <param name="SchemaVersion">The only one so far: 1.</param>
/// <param name="Settings">The name of the setting to use, by machine.</param>
sealed record RememberedKernels(int SchemaVersion, Dictionary<string, string> Settings);
