using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Serverless.Application.Storage;
using Serverless.Core;

namespace Serverless.Functions.Triggers.Http;

/// <summary>Reads the requested part of a list, item by item; items whose blobs are broken are reported separately.</summary>
static class ItemPage
{
    /// <summary>Responds to a request for a list in the order of ids.</summary>
    /// <param name="request">The request, which has the address and query of the list.</param>
    /// <param name="isId">Returns whether a text can be an id of the list.</param>
    /// <param name="list">Lists the ids after a given one.</param>
    /// <param name="findAsync">Reads an item; returns null when it no longer exists.</param>
    /// <param name="unreadable">Called with the message about each broken item.</param>
    /// <param name="type">The serialization of a page.</param>
    public static async Task<IResult> AnswerAsync<T>(
        HttpRequest request,
        Func<string, bool> isId,
        Func<string?, IAsyncEnumerable<string>> list,
        Func<string, Task<T?>> findAsync,
        Action<string> unreadable,
        JsonTypeInfo<ResultPage<T>> type)
        where T : class => PageQuery.TrySize(request, out var size, out var problem) && PageQuery.TryAfter(request, isId, out var after, out problem)
            ? TaggedJsonResult.Json(await ReadAsync(request, size, list(after), findAsync, unreadable), type)
            : problem;

    /// <summary>Reads items until a page is full.</summary>
    /// <param name="request">The request, which has the address and query of the list.</param>
    /// <param name="size">The most items on the page.</param>
    /// <param name="ids">The ids after <c>after</c>, in the order of the list.</param>
    /// <param name="findAsync">Reads an item; returns null when it does not exist or does not match the query.</param>
    /// <param name="unreadable">Called with the message about each broken item.</param>
    /// <param name="mostLookedAt">The most items to read, so that reading ends however few of them match the query.</param>
    /// <param name="query">Further query parameters of the next page's address.</param>
    public static async Task<ResultPage<T>> ReadAsync<T>(
        HttpRequest request,
        int size,
        IAsyncEnumerable<string> ids,
        Func<string, Task<T?>> findAsync,
        Action<string> unreadable,
        int mostLookedAt = int.MaxValue,
        params (string Name, string? Value)[] query)
        where T : class
    {
        string? after = request.Query[PageQuery.After];
        var (page, broken, lookedAt) = (new List<T>(), new List<string>(), 0);
        await foreach (var id in ids)
        {
            if (page.Count + broken.Count == size || lookedAt == mostLookedAt)
            {
                return Page(Links.Page(
                    request, [(PageQuery.After, after), (PageQuery.Size, request.Query[PageQuery.Size]), .. query]));
            }

            after = id;
            lookedAt++;
            try
            {
                if (await findAsync(id) is { } item)
                {
                    page.Add(item);
                }
            }
            catch (DocumentException fault)
            {
                unreadable(fault.Message);
                broken.Add(fault.Message);
            }
        }

        return Page(next: null);

        ResultPage<T> Page(string? next) => new(page, next, broken.Count > 0 ? broken : null);
    }
}
