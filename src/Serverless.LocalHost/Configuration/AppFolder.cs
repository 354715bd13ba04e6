using System.Text.Json;
using System.Text.Json.Nodes;

namespace Serverless.LocalHost.Configuration;

/// <summary>The folder of a built app, and the content of its files.</summary>
sealed class AppFolder
{
    static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    AppFolder(string path) => Path = path;

    /// <summary>Gets the full path of the folder.</summary>
    public string Path { get; }

    /// <summary>Gets the content of host.json.</summary>
    public JsonObject HostJson { get; private init; } = [];

    /// <summary>Gets the values of local.settings.json; empty without that file.</summary>
    public IReadOnlyDictionary<string, string> LocalSettings { get; private init; } = new Dictionary<string, string>();

    /// <summary>Gets the executable that starts a worker, such as dotnet.</summary>
    public string WorkerExecutable { get; private init; } = "";

    /// <summary>Gets the app's own assembly.</summary>
    public string WorkerAssembly { get; private init; } = "";

    /// <summary>Reads the folder.</summary>
    /// <exception cref="StartException">The folder is missing, or one of its files is missing or broken.</exception>
    public static AppFolder Open(string folder)
    {
        var path = System.IO.Path.GetFullPath(folder);
        if (!Directory.Exists(path))
        {
            throw new StartException(ExitCodes.Usage, $"The folder {path} does not exist.");
        }

        var host = Read(path, "host.json") ?? throw Missing(path, "host.json", "the app's project copies it to the output folder");
        var worker = Read(path, "worker.config.json") ?? throw Missing(path, "worker.config.json", "a build with the Worker SDK creates it");
        var description = worker["description"] as JsonObject;
        if ((string?)description?["defaultWorkerPath"] is not { Length: > 0 } assembly)
        {
            throw new StartException(ExitCodes.Configuration, $"{path}/worker.config.json has no description.defaultWorkerPath.");
        }

        return new AppFolder(path)
        {
            HostJson = host,
            LocalSettings = Values(Read(path, "local.settings.json")),
            WorkerExecutable = (string?)description["defaultExecutablePath"] ?? "dotnet",
            WorkerAssembly = System.IO.Path.Combine(path, assembly),
        };
    }

    static JsonObject? Read(string folder, string name)
    {
        var path = System.IO.Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(File.ReadAllText(path), documentOptions: Lenient) as JsonObject
                ?? throw new StartException(ExitCodes.Configuration, $"{path} is not a JSON object.");
        }
        catch (JsonException broken)
        {
            throw new StartException(ExitCodes.Configuration, $"{path} is not valid JSON: {broken.Message}", broken);
        }
    }

    static StartException Missing(string folder, string name, string remedy) =>
        new(ExitCodes.Configuration, $"{folder} has no {name}, so it is not the output folder of an isolated functions app; {remedy}.");

    static Dictionary<string, string> Values(JsonObject? settings)
    {
        if (settings?["IsEncrypted"]?.GetValueKind() == JsonValueKind.True)
        {
            throw new StartException(ExitCodes.Configuration, "local.settings.json is encrypted; decrypt it with the tool that encrypted it.");
        }

        return (settings?["Values"] as JsonObject ?? [])
            .Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value!.ToString());
    }
}
