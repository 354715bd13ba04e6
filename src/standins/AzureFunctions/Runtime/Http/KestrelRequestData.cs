using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>A request that Kestrel received.</summary>
sealed class KestrelRequestData : HttpRequestData
{
    readonly HttpContext _http;

    public KestrelRequestData(FunctionContext context, HttpContext http)
        : base(context)
    {
        _http = http;
        Headers = new HttpHeadersCollection(http.Request.Headers.Select(
            header => KeyValuePair.Create(header.Key, header.Value.Select(value => value ?? ""))));
        Cookies = [.. http.Request.Cookies.Select(cookie => new HttpCookie(cookie.Key, cookie.Value))];

        // ReadAsString and Body.Read exist in this API, and Kestrel refuses them unless told.
        if (http.Features.Get<IHttpBodyControlFeature>() is { } control)
        {
            control.AllowSynchronousIO = true;
        }
    }

    public override Stream Body => _http.Request.Body;

    public override HttpHeadersCollection Headers { get; }

    public override IReadOnlyCollection<IHttpCookie> Cookies { get; }

    public override Uri Url => new(_http.Request.GetEncodedUrl());

    public override IEnumerable<ClaimsIdentity> Identities => _http.User.Identities;

    public override string Method => _http.Request.Method;

    public override HttpResponseData CreateResponse() => new BufferedResponseData(FunctionContext);
}
