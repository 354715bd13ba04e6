using System.Runtime.CompilerServices;

namespace Microsoft.DurableTask;

/// <summary>A listing over a function that fetches one page.</summary>
sealed class FuncAsyncPageable<T>(Func<string?, int?, CancellationToken, Task<Page<T>>> pageFunc) : AsyncPageable<T>
    where T : notnull
{
    public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = default, int? pageSizeHint = default) =>
        FetchAsync(continuationToken, pageSizeHint);

    async IAsyncEnumerable<Page<T>> FetchAsync(
        string? token, int? pageSize, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        do
        {
            var page = await pageFunc(token, pageSize, cancellation);
            yield return page;
            token = page.ContinuationToken;
        }
        while (token is not null);
    }
}
