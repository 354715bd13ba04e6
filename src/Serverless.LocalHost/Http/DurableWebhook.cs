using Microsoft.AspNetCore.Mvc.WebApiCompatShim;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Host.Config;
using Serverless.LocalHost.Http.Keys;

namespace Serverless.LocalHost.Http;

/// <summary>Serves the routes of the Durable extension: status, events, terminate and so on.</summary>
/// <param name="extension">The extension, which receives requests as messages and responds to them.</param>
/// <param name="keys">The keys that open the routes.</param>
sealed class DurableWebhook(IExtensionConfigProvider extension, HostKeys keys)
{
    /// <summary>The common beginning of the routes.</summary>
    public const string Path = "/runtime/webhooks/durabletask";

    readonly IAsyncConverter<HttpRequestMessage, HttpResponseMessage> _handler =
        extension as IAsyncConverter<HttpRequestMessage, HttpResponseMessage>
        ?? throw new InvalidOperationException($"{extension.GetType().FullName} no longer accepts requests.");

    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder endpoints) => endpoints.Map(Path + "/{**rest}", HandleAsync);

    async Task HandleAsync(HttpContext context)
    {
        if (!keys.OpensSystem(HostKeys.DurableTask, RequestKey.Of(context.Request)))
        {
            await HostProblem.KeyMissing.WriteAsync(context);
            return;
        }

        using var answer = await _handler.ConvertAsync(new HttpRequestMessageFeature(context).HttpRequestMessage, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
