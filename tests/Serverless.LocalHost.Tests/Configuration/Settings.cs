using Serverless.LocalHost.Configuration;
using Serverless.Testing;

namespace Serverless.LocalHost.Tests.Configuration;

/// <summary>Settings of an app that exists only for a test.</summary>
static class Settings
{
    /// <summary>Of an app without host.json's sections.</summary>
    public static HostSettings Of(params (string Name, string Value)[] settings) => Of("{}", settings);

    /// <summary>Of an app's host.json and the values of its local.settings.json.</summary>
    public static HostSettings Of(string hostJson, params (string Name, string Value)[] settings)
    {
        using var folder = new TemporaryFolder();
        return HostSettings.Read(Folder(folder, hostJson, settings));
    }

    /// <summary>Writes an app's folder.</summary>
    public static AppFolder Folder(TemporaryFolder folder, string hostJson, params (string Name, string Value)[] settings)
    {
        var values = settings.ToDictionary(setting => setting.Name, setting => setting.Value);
        File.WriteAllText(Path.Combine(folder.Path, "host.json"), hostJson);
        File.WriteAllText(
            Path.Combine(folder.Path, "worker.config.json"), """{"description":{"defaultExecutablePath":"dotnet","defaultWorkerPath":"App.dll"}}""");
        File.WriteAllText(Path.Combine(folder.Path, "local.settings.json"), System.Text.Json.JsonSerializer.Serialize(new { Values = values }));
        return AppFolder.Open(folder.Path);
    }
}
