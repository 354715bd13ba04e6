using System.Diagnostics.CodeAnalysis;
using Serverless.Core.Validation;

namespace Serverless.Core.Surrogates;

/// <summary>A request for a fit that was read, or everything that is wrong with it.</summary>
/// <param name="Request">Null when there are errors.</param>
/// <param name="Errors">Every fault, by JSON pointer.</param>
/// <param name="IsWellFormed">Whether the body is JSON at all.</param>
public sealed record FitRequestReading(FitRequest? Request, IReadOnlyList<FieldError> Errors, bool IsWellFormed)
{
    [MemberNotNullWhen(true, nameof(Request))]
    public bool IsValid => Request is not null;
}
