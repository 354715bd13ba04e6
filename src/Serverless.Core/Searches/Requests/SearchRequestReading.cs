using System.Diagnostics.CodeAnalysis;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>The result of reading a search request: the request, or its errors.</summary>
public sealed record SearchRequestReading
{
    internal SearchRequestReading(SearchRequest? request, IReadOnlyList<FieldError> errors, bool isWellFormed = true, IReadOnlyList<FieldError>? notChecked = null)
    {
        Request = request;
        IsWellFormed = isWellFormed;
        Errors = errors;
        Unchecked = notChecked ?? [];
    }

    /// <value>The request; null when there are errors.</value>
    public SearchRequest? Request { get; }

    /// <value>All errors, in the order of the request's fields; empty when there is a request.</value>
    public IReadOnlyList<FieldError> Errors { get; }

    /// <value>What could not be checked because the catalogue is partial, in the order of the request's fields.</value>
    public IReadOnlyList<FieldError> Unchecked { get; }

    /// <value>Whether the body is JSON at all.</value>
    public bool IsWellFormed { get; }

    [MemberNotNullWhen(true, nameof(Request))]
    public bool IsValid => Request is not null;
}
