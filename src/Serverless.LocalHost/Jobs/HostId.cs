using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.WebJobs.Host.Executors;
using Serverless.LocalHost.Configuration;

namespace Serverless.LocalHost.Jobs;

/// <summary>The name under which this host keeps what it remembers in storage.</summary>
sealed class HostId(string id) : IHostIdProvider
{
    /// <summary>What the id may be at most.</summary>
    const int Length = 32;

    /// <summary>The id of an app: what Azure's own setting says, else one of the app's folder on this machine.</summary>
    public static string Of(AppFolder app, HostSettings settings) =>
        settings["AzureFunctionsWebHost:hostid"] is { Length: > 0 } given
            ? given.ToLowerInvariant()
            : "local-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.MachineName}:{app.Path}")))[..(Length - 6)];

    /// <inheritdoc/>
    public Task<string> GetHostIdAsync(CancellationToken cancellationToken) => Task.FromResult(id);
}
