using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable.Crashes;

/// <summary>Stands between a host and its storage service and does to requests what networks and services do.</summary>
sealed class StorageProxy : IAsyncDisposable
{
    static readonly HashSet<string> HopByHop = new(StringComparer.OrdinalIgnoreCase) { "Connection", "Host", "Transfer-Encoding", "Keep-Alive" };

    readonly WebApplication _app;
    readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
    readonly Uri _service;
    int _requests;

    StorageProxy(WebApplication app, Uri service)
    {
        _app = app;
        _service = service;
    }

    /// <summary>Decides on each request, by its number from 1 and the request itself.</summary>
    internal Func<int, HttpRequest, Fault> Decide { get; set; } = (_, _) => Fault.None;

    /// <summary>Awaited when a request is to be followed by a crash, before anything of the answer is passed on.</summary>
    internal Func<Task> Crash { get; set; } = () => Task.CompletedTask;

    internal int Requests => Volatile.Read(ref _requests);

    /// <summary>The connection string with this proxy in place of the blob service.</summary>
    internal string ConnectionString { get; private set; } = "";

    internal static async Task<StorageProxy> StartAsync(string connectionString)
    {
        const string Endpoint = "BlobEndpoint=";
        var service = connectionString.Split(';').Single(part => part.StartsWith(Endpoint, StringComparison.Ordinal))[Endpoint.Length..];
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var proxy = new StorageProxy(app, new Uri(service));
        app.Run(proxy.ForwardAsync);
        await app.StartAsync();
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        proxy.ConnectionString = connectionString.Replace(proxy._service.Authority, address.Authority, StringComparison.Ordinal);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    async Task ForwardAsync(HttpContext context)
    {
        var fault = Decide(Interlocked.Increment(ref _requests), context.Request);
        switch (fault)
        {
            case Fault.ServerError:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                return;
            case Fault.Busy:
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            case Fault.NoAnswer:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
        }

        using var answer = await _http.SendAsync(Copy(context), HttpCompletionOption.ResponseHeadersRead);
        if (fault == Fault.LostAnswer)
        {
            context.Abort();
            return;
        }

        if (fault == Fault.Crash)
        {
            await Crash();
            context.Abort();
            return;
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !HopByHop.Contains(header.Key)))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        if (answer.StatusCode != HttpStatusCode.NoContent && context.Request.Method != HttpMethods.Head)
        {
            await answer.Content.CopyToAsync(context.Response.Body);
        }
    }

    HttpRequestMessage Copy(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var copy = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri($"{_service.Scheme}://{_service.Authority}{target}"));
        if (context.Request.ContentLength is not null)
        {
            copy.Content = new StreamContent(context.Request.Body);
        }

        foreach (var (name, values) in context.Request.Headers.Where(header => !HopByHop.Contains(header.Key)))
        {
            if (!copy.Headers.TryAddWithoutValidation(name, values.ToArray()))
            {
                copy.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
            }
        }

        return copy;
    }
}
