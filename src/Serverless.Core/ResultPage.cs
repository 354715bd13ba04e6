namespace Serverless.Core;

/// <summary>A page of a list in a response.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="Value">The items.</param>
/// <param name="NextLink">The link to the next page; absent on the last page.</param>
/// <param name="Unreadable">One message per item whose blob is corrupt, naming the blob; absent when there are none.</param>
public sealed record ResultPage<T>(IReadOnlyList<T> Value, string? NextLink = null, IReadOnlyList<string>? Unreadable = null);
