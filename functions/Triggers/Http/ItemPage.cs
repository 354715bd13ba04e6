using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Serverless.Application.Storage;
using Serverless.Core;

namespace Serverless.Functions.Triggers.Http;

/// <summary>Reads the part of a list that a request asks for, item by item; items whose blobs are broken are told of beside the others.</summary>
static class ItemPage
{
    /// <summary>Answers a request for a list by id.</summary>
    /// <param name="request">Has the list's address and query.</param>
    /// <param name="isId">Whether a text can be an id of the list.</param>
    /// <param name="list">Lists ids behind one.</param>
    /// <param name="findAsync">Reads an item; null: there is none any more.</param>
    /// <param name="unreadable">Told of what is broken.</param>
    /// <param name="type">How a page is written.</param>
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

    /// <summary>Reads until there are enough.</summary>
    /// <param name="request">Has the list's address and query.</param>
    /// <param name="size">Items, at most.</param>
    /// <param name="ids">Of the items behind <c>after</c>, in the list's order.</param>
    /// <param name="findAsync">Reads one; null: there is none, or it is not asked for.</param>
    /// <param name="unreadable">Told of what is broken.</param>
    /// <param name="mostLookedAt">Items that are read at most, so that this ends however few of them are asked for.</param>
    /// <param name="query">What else the next page's address has to say.</param>
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
