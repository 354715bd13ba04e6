using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Serverless.Functions.Triggers.Http;

/// <summary>Responds with a file of the dashboard and the content security policy for it.</summary>
sealed class DashboardResult(DashboardFile file) : IResult
{
    /// <summary>The policy: scripts, styles and requests come from and go to this host only; nothing inline is run.</summary>
    const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'none'; object-src 'none'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers.ETag = file.EntityTag;
        response.Headers.Vary = HeaderNames.AcceptEncoding;

        // The browser stores the file and revalidates it by its entity tag, so that a new version is seen at once.
        response.Headers.CacheControl = "no-cache";
        if (EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
            && known.Any(tag => tag.Compare(EntityTagHeaderValue.Parse(file.EntityTag), useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var isCompressed = StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var encodings)
            && encodings.Any(encoding => encoding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && encoding.Quality is not 0);
        if (isCompressed)
        {
            response.Headers.ContentEncoding = "gzip";
        }

        var body = isCompressed ? file.Compressed : file.Content;
        response.ContentType = file.ContentType;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
