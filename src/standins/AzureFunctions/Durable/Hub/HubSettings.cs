using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Serverless.StandIns.AzureFunctions.Runtime;

namespace Serverless.StandIns.AzureFunctions.Durable.Hub;

/// <summary>What host.json says under extensions.durableTask.</summary>
sealed partial class HubSettings
{
    const string Section = "extensions:durableTask:";
    const int Megabyte = 1024 * 1024;

    /// <exception cref="InvalidOperationException">A value is not what its key asks for.</exception>
    public HubSettings(HostSettings host, IConfiguration configuration)
    {
        Name = host.Text(Section + "hubName", DefaultName(configuration));
        if (!ValidName().IsMatch(Name))
        {
            throw new InvalidOperationException(
                $"host.json is invalid: hubName must be 3 to 45 letters and digits and begin with a letter, not '{Name}'.");
        }

        MaxConcurrentActivities = AtLeastOne(host, "maxConcurrentActivityFunctions", 10 * Environment.ProcessorCount);
        MaxConcurrentOrchestrators = AtLeastOne(host, "maxConcurrentOrchestratorFunctions", 10 * Environment.ProcessorCount);
        MaxActions = AtLeastOne(host, "maxOrchestrationActions", 100_000);
        ExtendedSessions = Flag(host, "extendedSessionsEnabled", false);
        ExtendedSessionIdle = TimeSpan.FromSeconds(AtLeastOne(host, "extendedSessionIdleTimeoutInSeconds", 30));
        RaisesStatusErrors = Flag(host, "throwStatusExceptionsOnRaiseEvent", true);
        ReplacesAnyState = host.Text(Section + "overridableExistingInstanceStates", "NonRunningStates") switch
        {
            "NonRunningStates" => false,
            "AnyState" => true,
            var other => throw new InvalidOperationException(
                $"host.json is invalid: overridableExistingInstanceStates must be NonRunningStates or AnyState, not '{other}'."),
        };
        SnapshotAfterBytes = (long)AtLeastOne(host, "storageProvider:localSnapshotMegabytes", 16) * Megabyte;
        var provider = host.Text(Section + "storageProvider:type", "AzureStorage");
        if (!provider.Equals("AzureStorage", StringComparison.OrdinalIgnoreCase) && !provider.Equals("local", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(
                $"host.json asks for the durable storage provider '{provider}'; this local host keeps histories in blobs only.");
        }

        DefaultVersion = host.Text(Section + "defaultVersion", "");
        ConnectionName = host.Text(Section + "storageProvider:connectionName", "AzureWebJobsStorage");
    }

    /// <summary>The task hub.</summary>
    internal string Name { get; }

    /// <summary>The setting that holds the storage connection.</summary>
    internal string ConnectionName { get; }

    /// <summary>The version of orchestrations that are started without one; empty for none.</summary>
    internal string DefaultVersion { get; }

    /// <summary>Activities that run at once in this process.</summary>
    internal int MaxConcurrentActivities { get; }

    /// <summary>Orchestrators that take a turn at once in this process.</summary>
    internal int MaxConcurrentOrchestrators { get; }

    /// <summary>Actions that one turn may schedule.</summary>
    internal int MaxActions { get; }

    /// <summary>Whether every waiting orchestrator stays in memory between its turns.</summary>
    internal bool ExtendedSessions { get; }

    /// <summary>How long a waiting orchestrator stays in memory.</summary>
    internal TimeSpan ExtendedSessionIdle { get; }

    /// <summary>Whether raising an event for a missing or ended instance is an error.</summary>
    internal bool RaisesStatusErrors { get; }

    /// <summary>Whether a start may replace an instance that has not ended.</summary>
    internal bool ReplacesAnyState { get; }

    /// <summary>Bytes of log after which a snapshot is worth while, at least.</summary>
    internal long SnapshotAfterBytes { get; }

    static string DefaultName(IConfiguration configuration)
    {
        var site = new string([.. (configuration["WEBSITE_SITE_NAME"] ?? "").Where(char.IsAsciiLetterOrDigit)]);
        return ValidName().IsMatch(site) ? site : "TestHubName";
    }

    static int AtLeastOne(HostSettings host, string key, int fallback) => host.Number(Section + key, fallback) is > 0 and var number
        ? number
        : throw new InvalidOperationException($"host.json is invalid: {Section + key} must be at least 1.");

    static bool Flag(HostSettings host, string key, bool fallback) => bool.TryParse(host.Text(Section + key, fallback.ToString()), out var flag)
        ? flag
        : throw new InvalidOperationException($"host.json is invalid: {Section + key} must be true or false.");

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,44}$")]
    private static partial Regex ValidName();
}
