using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Serverless.Functions.Triggers.Http;

/// <summary>A JSON response, with an entity tag where one is requested.</summary>
sealed class TaggedJsonResult : IResult
{
    readonly int _status;
    readonly string _contentType;
    readonly byte[] _body;

    TaggedJsonResult(int status, string contentType, byte[] body)
    {
        _status = status;
        _contentType = contentType;
        _body = body;
    }

    /// <value>The strong entity tag of the body; sent, and compared with If-None-Match, when <see cref="IsTagged"/>.</value>
    public string EntityTag => $"\"{Convert.ToHexStringLower(SHA256.HashData(_body))[..32]}\"";

    public bool IsTagged { get; init; }

    /// <value>
    /// The tag sent in place of the body's entity tag: that of the document to which If-Match applies, when the body contains more than the
    /// document.
    /// </value>
    public string? DocumentTag { get; init; }

    public string? Location { get; init; }

    public static TaggedJsonResult Json<T>(
        T value,
        JsonTypeInfo<T> type,
        int status = StatusCodes.Status200OK,
        bool isTagged = false,
        string? location = null,
        string? documentTag = null) =>
        new(status, "application/json; charset=utf-8", JsonSerializer.SerializeToUtf8Bytes(value, type))
        {
            IsTagged = isTagged,
            Location = location,
            DocumentTag = documentTag,
        };

    /// <summary>Creates a response from JSON that is serialized already.</summary>
    public static TaggedJsonResult Json(byte[] utf8Json, bool isTagged) =>
        new(StatusCodes.Status200OK, "application/json; charset=utf-8", utf8Json) { IsTagged = isTagged };

    public static TaggedJsonResult ProblemJson(int status, byte[] body) => new(status, "application/problem+json; charset=utf-8", body);

    /// <summary>Returns whether the If-Match header of the request allows a change of this document; true without the header.</summary>
    public bool IsWanted(HttpRequest request)
    {
        var own = EntityTagHeaderValue.Parse(EntityTag);
        return request.Headers.IfMatch.Count == 0
            || (EntityTagHeaderValue.TryParseList(request.Headers.IfMatch, out var expected)
                && expected.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(own, useStrongComparison: true)));
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        if (Location is not null)
        {
            response.Headers.Location = Location;
        }

        if (DocumentTag is not null)
        {
            response.Headers.ETag = DocumentTag;
        }

        if (IsTagged)
        {
            response.Headers.ETag = EntityTag;
            if (IsKnownTo(httpContext.Request))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        response.StatusCode = _status;
        response.ContentType = _contentType;
        response.ContentLength = _body.Length;
        await response.Body.WriteAsync(_body, httpContext.RequestAborted);
    }

    bool IsKnownTo(HttpRequest request)
    {
        if (_status != StatusCodes.Status200OK || !HttpMethods.IsGet(request.Method))
        {
            return false;
        }

        var own = EntityTagHeaderValue.Parse(EntityTag);
        return EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
            && known.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(own, useStrongComparison: false));
    }
}
