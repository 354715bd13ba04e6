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

    const string Prefix = "local-";

    /// <summary>The id of an app: what Azure's own setting says, else one of the app's folder on this machine.</summary>
    public static string Of(AppFolder app, HostSettings settings)
    {
        if (settings["AzureFunctionsWebHost:hostid"] is { Length: > 0 } given)
        {
            return given.ToLowerInvariant();
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.MachineName}:{app.Path}"));
        return (Prefix + Convert.ToHexStringLower(hash))[..Length];
    }

    /// <inheritdoc/>
    public Task<string> GetHostIdAsync(CancellationToken cancellationToken) => Task.FromResult(id);
}
