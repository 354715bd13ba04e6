using System.Diagnostics.CodeAnalysis;
using Serverless.Core.Validation;

namespace Serverless.Core.Tables;

/// <summary>A description that was read, or everything that is wrong with it.</summary>
/// <param name="Description">Null when there are errors.</param>
/// <param name="Errors">Every fault, by JSON pointer.</param>
public sealed record TableDescriptionReading(TableDescription? Description, IReadOnlyList<FieldError> Errors)
{
    [MemberNotNullWhen(true, nameof(Description))]
    public bool IsValid => Description is not null;
}
