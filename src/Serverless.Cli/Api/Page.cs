namespace Serverless.Cli.Api;

/// <summary>One page of a list.</summary>
/// <param name="Value">The items.</param>
/// <param name="NextLink">The whole address of the next page; null on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Value, string? NextLink);
