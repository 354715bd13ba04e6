using Serverless.StandIns.AzureFunctions.Durable.Hub;
using Serverless.StandIns.AzureFunctions.Runtime;

namespace Serverless.StandIns.AzureFunctions.Durable.Management;

/// <summary>The addresses of the management API.</summary>
sealed class ManagementUris(HubSettings settings, IFunctionKeys keys)
{
    /// <summary>The path that all of them begin with.</summary>
    internal const string Root = "/runtime/webhooks/durabletask";

    /// <summary>The extension whose system key they ask for.</summary>
    internal const string Extension = "durabletask_extension";

    const string StoragePrefix = "AzureWebJobs";

    /// <summary>The query values that every address carries, key included.</summary>
    internal string Query
    {
        get
        {
            var connection = settings.ConnectionName.StartsWith(StoragePrefix, StringComparison.OrdinalIgnoreCase)
                ? settings.ConnectionName[StoragePrefix.Length..]
                : settings.ConnectionName;
            return $"taskHub={settings.Name}&connection={connection}&code={Uri.EscapeDataString(keys.GetSystemKey(Extension))}";
        }
    }

    /// <summary>The address of one instance, without query.</summary>
    internal static string Instance(string baseUrl, string id) => $"{baseUrl}{Root}/instances/{Uri.EscapeDataString(id)}";
}
