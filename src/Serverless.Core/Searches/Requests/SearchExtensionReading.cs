using System.Diagnostics.CodeAnalysis;
using Serverless.Core.Budgets;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>The result of reading a search extension: the limits to add, or the errors.</summary>
public sealed record SearchExtensionReading
{
    internal SearchExtensionReading(BudgetLimits? added, IReadOnlyList<FieldError> errors, bool isWellFormed)
    {
        Added = added;
        Errors = errors;
        IsWellFormed = isWellFormed;
    }

    /// <value>The amount to add to each limit; null when there are errors.</value>
    public BudgetLimits? Added { get; }

    /// <value>All errors, in the order of the request's fields.</value>
    public IReadOnlyList<FieldError> Errors { get; }

    /// <value>Whether the body is JSON at all.</value>
    public bool IsWellFormed { get; }

    [MemberNotNullWhen(true, nameof(Added))]
    public bool IsValid => Added is not null;
}
