using System.Diagnostics.CodeAnalysis;
using Serverless.Core.Validation;

namespace Serverless.Core.Schedules;

/// <summary>A definition that was read, or everything that is wrong with it.</summary>
/// <param name="Definition">Null when there are errors.</param>
/// <param name="Errors">Every fault, those of the search request below <c>/request</c>; empty when there is a definition.</param>
/// <param name="IsWellFormed">Whether the body is JSON at all.</param>
public sealed record ScheduleReading(ScheduleDefinition? Definition, IReadOnlyList<FieldError> Errors, bool IsWellFormed)
{
    [MemberNotNullWhen(true, nameof(Definition))]
    public bool IsValid => Definition is not null;
}
