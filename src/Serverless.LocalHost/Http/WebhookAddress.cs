using Microsoft.Azure.WebJobs.Host.Config;
using Serverless.LocalHost.Http.Keys;

namespace Serverless.LocalHost.Http;

/// <summary>Gives the Durable extension the address of its routes and the key that opens them.</summary>
/// <remarks>The extension writes both into the links that it returns.</remarks>
sealed class WebhookAddress(Uri host, HostKeys keys) : IWebHookProvider
{
    // A wildcard for all addresses of the machine cannot be used in a link.
    readonly Uri _host = host.Host is "0.0.0.0" or "[::]"
        ? new UriBuilder(host) { Host = "127.0.0.1" }.Uri
        : host;

    /// <inheritdoc/>
    public Uri GetUrl(IExtensionConfigProvider extension) =>
        new(_host, $"{DurableWebhook.Path}?code={Uri.EscapeDataString(keys.Systems.GetValueOrDefault(HostKeys.DurableTask, ""))}");
}
