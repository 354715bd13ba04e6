using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Serverless.Functions.Triggers.Http;

/// <summary>Reads the query parameters of lists.</summary>
static class PageQuery
{
    public const string Size = "maxpagesize";
    public const string After = "after";

    const int LargestSize = 200;
    const int UsualSize = 50;

    /// <summary>Reads how many items a page is to have: 1 to 200, default 50.</summary>
    public static bool TrySize(HttpRequest request, out int size, [NotNullWhen(false)] out IResult? problem) =>
        TryNumber(request, Size, 1, LargestSize, UsualSize, out size, out problem);

    /// <summary>Reads the id after which the page begins; null where the query has none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isId">Returns whether a text can be an id of the list.</param>
    /// <param name="after">The id.</param>
    /// <param name="problem">The error response to a value that cannot be an id.</param>
    public static bool TryAfter(HttpRequest request, Func<string, bool> isId, out string? after, [NotNullWhen(false)] out IResult? problem)
    {
        after = request.Query[After];
        problem = after is null || isId(after)
            ? null
            : Problems.InvalidParameter(
                request.HttpContext, After, "It must be the id that a page ended with; follow nextLink, or omit it for the first page.");
        return problem is null;
    }

    /// <summary>Reads an integer in a range; a default is used when the query does not have it.</summary>
    public static bool TryNumber(
        HttpRequest request, string name, int least, int most, int otherwise, out int value, [NotNullWhen(false)] out IResult? problem)
    {
        value = otherwise;
        problem = null;
        if (!request.Query.TryGetValue(name, out var text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most))
        {
            return true;
        }

        problem = Problems.InvalidParameter(request.HttpContext, name, $"It must be a whole number from {least} to {most}.");
        return false;
    }
}
