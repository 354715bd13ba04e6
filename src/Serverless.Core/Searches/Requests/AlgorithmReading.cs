using System.Diagnostics.CodeAnalysis;
using Serverless.Algorithms;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>An algorithm that was read, or everything that is wrong with it.</summary>
/// <param name="Specification">With all defaults filled in; null when there are errors.</param>
/// <param name="Errors">Every fault, by JSON pointer.</param>
public sealed record AlgorithmReading(AlgorithmSpecification? Specification, IReadOnlyList<FieldError> Errors)
{
    [MemberNotNullWhen(true, nameof(Specification))]
    public bool IsValid => Specification is not null;
}
