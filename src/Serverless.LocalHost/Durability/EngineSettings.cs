using System.Globalization;
using System.Reflection;
using DurableTask.AzureStorage;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Serverless.LocalHost.Configuration;
using Serverless.LocalHost.Polling;

namespace Serverless.LocalHost.Durability;

/// <summary>Sets options of the durable engine that host.json cannot set, for runs on one machine. Azure keeps its defaults.</summary>
static class EngineSettings
{
    /// <summary>The setting, in the form with colons; LocalHost__Durable__VisibilitySeconds in the environment.</summary>
    public const string VisibilitySetting = "LocalHost:Durable:VisibilitySeconds";

    /// <summary>The defaults for values that host.json does not set.</summary>
    public static readonly IReadOnlyDictionary<string, string> Defaults = new Dictionary<string, string>
    {
        // Tracing is off, as by default, but when this is explicit the extension does not print a warning about tracing at every start.
        ["extensions:durableTask:tracing:distributedTracingEnabled"] = "true",
        ["extensions:durableTask:tracing:version"] = "None",
    };

    const string Package = "Microsoft.Azure.WebJobs.Extensions.DurableTask";
    const string Provider = "AzureStorage";
    const string Field = "defaultSettings";
    const string Making = "EnsureDefaultClientSettingsInitialized";

    // Claims are renewed every 5 s, so a claim shorter than two renewals could expire while its holder is alive.
    const int Least = 10;
    const int Most = 300;
    const int Default = 15;

    /// <summary>Changes the settings of a host that is not started yet.</summary>
    /// <exception cref="StartException">The setting is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The package has another version than the one that this code is written for.</exception>
    public static void Apply(IServiceProvider services)
    {
        var factory = services.GetServices<IDurabilityProviderFactory>().FirstOrDefault(factory => factory.Name == Provider)
            ?? throw Changed($"no provider {Provider}");

        // The engine reads settings when it uses them, so changes before the start take effect; its clients, however, are created with the engine.
        MakeSettings(factory);
        var engine = Read(factory);
        var clients = engine.StorageAccountClientProvider ?? throw Changed("settings without clients of storage");
        engine.StorageAccountClientProvider = new StorageAccountClientProvider(
            clients.Blob, new PatientQueueClients(clients.Queue, services.GetRequiredService<IdleQueuePolicy>()), clients.Table);
        factory.GetDurabilityProvider();
        var visibility = Visibility(services.GetRequiredService<HostSettings>());

        // Messages of a killed host become visible again after this time. host.json allows no less than a minute.
        engine.ControlQueueVisibilityTimeout = visibility;

        // The same for activities. host.json could set it, but it also applies in Azure, where there are many workers and 5 min is right.
        engine.WorkItemQueueVisibilityTimeout = visibility;
    }

    /// <summary>Returns the settings of the engine, which the factory keeps in a private field.</summary>
    /// <exception cref="InvalidOperationException">There is no such field.</exception>
    public static AzureStorageOrchestrationServiceSettings Read(object factory) =>
        factory.GetType().GetField(Field, BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(factory)
            as AzureStorageOrchestrationServiceSettings
        ?? throw Changed($"no field {factory.GetType().Name}.{Field} of {nameof(AzureStorageOrchestrationServiceSettings)}");

    /// <summary>Makes the factory create the settings of the engine, but not yet the engine itself.</summary>
    /// <exception cref="InvalidOperationException">There is no such method.</exception>
    public static void MakeSettings(object factory)
    {
        var making = factory.GetType().GetMethod(Making, BindingFlags.Instance | BindingFlags.NonPublic, [])
            ?? throw Changed($"no method {factory.GetType().Name}.{Making}");
        making.Invoke(factory, BindingFlags.DoNotWrapExceptions, binder: null, parameters: null, culture: null);
    }

    /// <summary>Returns how long a message stays with a host that no longer renews its claim.</summary>
    /// <exception cref="StartException">The setting is out of its range.</exception>
    public static TimeSpan Visibility(HostSettings settings) => settings[VisibilitySetting] switch
    {
        null or "" => TimeSpan.FromSeconds(Default),
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= Least and <= Most =>
            TimeSpan.FromSeconds(seconds),
        var text => throw new StartException(
            ExitCodes.Configuration,
            $"{VisibilitySetting.Replace(":", "__", StringComparison.Ordinal)} must be {Least} to {Most} seconds, not '{text}'."),
    };

    /// <summary>Creates the exception for a package of the engine that lacks something that the expected version has.</summary>
    public static InvalidOperationException Changed(string what) =>
        new($"{Package} {typeof(IDurabilityProviderFactory).Assembly.GetName().Version} has {what}: "
            + $"{nameof(EngineSettings)} is written for another version.");
}
