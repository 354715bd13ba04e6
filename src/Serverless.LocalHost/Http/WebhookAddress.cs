using Microsoft.Azure.WebJobs.Host.Config;
using Serverless.LocalHost.Http.Keys;

namespace Serverless.LocalHost.Http;

/// <summary>Tells the Durable extension where its routes are, and the key that opens them.</summary>
/// <remarks>It writes both into the links that it gives out.</remarks>
sealed class WebhookAddress(Uri host, HostKeys keys) : IWebHookProvider
{
    // All addresses of the machine are none that a link can name.
    readonly Uri _host = host.Host is "0.0.0.0" or "[::]"
        ? new UriBuilder(host) { Host = "127.0.0.1" }.Uri
        : host;

    /// <inheritdoc/>
    public Uri GetUrl(IExtensionConfigProvider extension) =>
        new(_host, $"{DurableWebhook.Path}?code={Uri.EscapeDataString(keys.Systems.GetValueOrDefault(HostKeys.DurableTask, ""))}");
}
