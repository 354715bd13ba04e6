using System.Reflection;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>What a host is started with.</summary>
sealed record HostStart
{
    public string[] Arguments { get; init; } = [];

    /// <summary>The public types among whose methods functions are looked for; default those of the process's entry assembly.</summary>
    public IReadOnlyList<Type> FunctionTypes { get; init; } = Assembly.GetEntryAssembly()!.GetExportedTypes();

    /// <summary>The folder of host.json and local.settings.json; default AzureWebJobsScriptRoot, else the folder of the app's assemblies.</summary>
    public string ContentRoot { get; init; } = Environment.GetEnvironmentVariable("AzureWebJobsScriptRoot") ?? AppContext.BaseDirectory;

    /// <summary>Settings that win over all others.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();
}
