using Serverless.Testing;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable;

/// <summary>Hosts with a task hub of their own on a shared storage service.</summary>
sealed class DurableApp(AzuriteFixture storage, params Type[] types)
{
    /// <summary>Bounds a hung test.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    internal string HubName { get; init; } = "t" + Guid.NewGuid().ToString("N")[..12];

    /// <summary>More of host.json's extensions.durableTask, each line ending in a comma.</summary>
    internal string HubSettings { get; init; } = "";

    internal Action<Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder> Configure { get; init; } = _ => { };

    internal Dictionary<string, string?> Settings { get; init; } = [];

    internal string? ConnectionString { get; init; }

    /// <summary>Starts a host; started again, it finds the same task hub.</summary>
    internal Task<LocalHost> StartAsync() => LocalHost.StartAsync(new LocalApp(types)
    {
        Storage = ConnectionString ?? storage.ConnectionString,
        Configure = Configure,
        Settings = Settings,
        HostJson = $$"""{ "version": "2.0", "extensions": { "durableTask": { {{HubSettings}} "hubName": "{{HubName}}" } } }""",
    });
}
