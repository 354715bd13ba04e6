namespace Serverless.Core.Validation;

/// <summary>The body of every error answer: <c>application/problem+json</c> (RFC 9457) with a stable code.</summary>
public sealed record ApiProblem
{
    public string Type { get; init => field = value ?? "about:blank"; } = "about:blank";

    public required string Title { get; init; }

    public required int Status { get; init; }

    public string? Detail { get; init; }

    /// <value>Stable, part of the contract: <c>invalidRequest</c>, <c>searchNotFound</c> ...</value>
    public required string Code { get; init; }

    public string? TraceId { get; init; }

    /// <value>JSON pointer into the request to what is wrong there; all faults at once.</value>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }
}
