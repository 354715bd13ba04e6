namespace Microsoft.DurableTask;

/// <summary>One page of a listing.</summary>
public sealed class Page<T>
    where T : notnull
{
    /// <summary>Makes a page; a null token says that it is the last.</summary>
    public Page(IReadOnlyList<T> values, string? continuationToken = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        Values = values;
        ContinuationToken = continuationToken;
    }

    /// <summary>The values; there may be none although a token follows.</summary>
    public IReadOnlyList<T> Values { get; }

    /// <summary>Where the next page begins, or null at the end.</summary>
    public string? ContinuationToken { get; }
}
