namespace Serverless.Core.Validation;

/// <summary>The body of every error response: <c>application/problem+json</c> (RFC 9457) with a stable code.</summary>
public sealed record ApiProblem
{
    public string Type { get; init => field = value ?? "about:blank"; } = "about:blank";

    public required string Title { get; init; }

    public required int Status { get; init; }

    public string? Detail { get; init; }

    /// <value>The error code, stable and part of the contract: <c>invalidRequest</c>, <c>searchNotFound</c> ...</value>
    public required string Code { get; init; }

    public string? TraceId { get; init; }

    /// <value>All errors of the request at once: messages by JSON pointer into the request.</value>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }
}
