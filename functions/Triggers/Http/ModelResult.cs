using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Serverless.Application.Models;

namespace Serverless.Functions.Triggers.Http;

/// <summary>Sends a file of a trained network in parts, so that it is never in memory as a whole.</summary>
sealed class ModelResult(ModelFiles files, ModelFile file, string name) : IResult
{
    const int PartBytes = 1024 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, stop) = (httpContext.Response, httpContext.RequestAborted);
        var tag = EntityTagHeaderValue.Parse(file.Version);
        response.Headers.ETag = tag.ToString();
        if (EntityTagHeaderValue.TryParseList(httpContext.Request.Headers.IfNoneMatch, out var known)
            && known.Any(each => each.Equals(EntityTagHeaderValue.Any) || each.Compare(tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        // The first part is read before anything is sent, so that an unreadable file gives an error response instead of a truncated file.
        var part = await files.ReadAsync(file.Path, 0, PartBytes, stop);
        response.ContentType = "application/octet-stream";
        response.ContentLength = part.Length;
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        for (var sent = 0L; ; part = await files.ReadAsync(file.Path, sent, PartBytes, stop))
        {
            await response.Body.WriteAsync(part.Content, stop);
            sent += part.Content.Length;
            if (sent >= part.Length || part.Content.Length == 0)
            {
                return;
            }
        }
    }
}
