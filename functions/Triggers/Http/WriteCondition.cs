using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Serverless.Application.Storage;

namespace Serverless.Functions.Triggers.Http;

/// <summary>The precondition of a request on the item that it changes: the headers If-Match and If-None-Match.</summary>
public sealed class WriteCondition(HttpRequest request) : IWriteCondition
{
    readonly string _wanted = request.Headers.IfMatch.ToString();
    readonly string _unwanted = request.Headers.IfNoneMatch.ToString();

    public bool Holds(bool isThere, string? tag) =>
        (_wanted.Length == 0 || Names(_wanted, isThere, tag)) && (_unwanted.Length == 0 || !Names(_unwanted, isThere, tag));

    static bool Names(string header, bool isThere, string? tag)
    {
        if (header.Trim() == "*")
        {
            return isThere;
        }

        var own = tag is null ? null : EntityTagHeaderValue.Parse(tag);
        return own is not null
            && EntityTagHeaderValue.TryParseList([header], out var tags)
            && tags.Any(each => each.Compare(own, useStrongComparison: true));
    }
}
