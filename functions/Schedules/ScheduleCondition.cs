using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Serverless.Domain.Schedules;

namespace Serverless.Functions.Schedules;

/// <summary>What a request expects of a schedule: the headers If-Match and If-None-Match.</summary>
public sealed class ScheduleCondition(HttpRequest request)
{
    readonly string _wanted = request.Headers.IfMatch.ToString();
    readonly string _unwanted = request.Headers.IfNoneMatch.ToString();

    /// <summary>Whether it holds.</summary>
    /// <param name="isThere">Whether there is a blob of that id, broken or not.</param>
    /// <param name="definition">What it holds; null when there is none, or a broken one.</param>
    public bool Holds(bool isThere, ScheduleDefinition? definition) =>
        (_wanted.Length == 0 || Names(_wanted, isThere, definition)) && (_unwanted.Length == 0 || !Names(_unwanted, isThere, definition));

    static bool Names(string header, bool isThere, ScheduleDefinition? definition)
    {
        if (header.Trim() == "*")
        {
            return isThere;
        }

        var own = definition is null ? null : EntityTagHeaderValue.Parse(ScheduleTag.Of(definition));
        return own is not null
            && EntityTagHeaderValue.TryParseList([header], out var tags)
            && tags.Any(tag => tag.Compare(own, useStrongComparison: true));
    }
}
