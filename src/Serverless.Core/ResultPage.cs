namespace Serverless.Core;

/// <summary>A part of a list, as answers give it.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Value">The items.</param>
/// <param name="NextLink">Where the next part is; absent on the last.</param>
/// <param name="Unreadable">Items whose blobs are broken, one message each that names the blob; absent when there are none.</param>
public sealed record ResultPage<T>(IReadOnlyList<T> Value, string? NextLink = null, IReadOnlyList<string>? Unreadable = null);
