using Microsoft.Azure.WebJobs.Host.Config;
using Serverless.LocalHost.Http.Keys;

namespace Serverless.LocalHost.Http;

/// <summary>Tells the Durable extension where its routes are, and the key that opens them: it writes both into the links it gives out.</summary>
sealed class WebhookAddress(Uri host, HostKeys keys) : IWebHookProvider
{
    /// <inheritdoc/>
    public Uri GetUrl(IExtensionConfigProvider extension) =>
        new(host, $"{DurableWebhook.Path}?code={Uri.EscapeDataString(keys.Systems.GetValueOrDefault(HostKeys.DurableTask, ""))}");
}
