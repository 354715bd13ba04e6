using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.WebJobs.Host.Executors;
using Serverless.LocalHost.Configuration;

namespace Serverless.LocalHost.Jobs;

/// <summary>The id under which this host stores its state.</summary>
sealed class HostId(string id) : IHostIdProvider
{
    /// <summary>The maximum length of the id.</summary>
    const int Length = 32;

    const string Prefix = "local-";

    /// <summary>Returns the id of an app: that of Azure's own setting or, without one, an id derived from the app's folder on this machine.</summary>
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
