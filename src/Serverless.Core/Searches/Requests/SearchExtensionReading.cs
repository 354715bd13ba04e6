using System.Diagnostics.CodeAnalysis;
using Serverless.Core.Budgets;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>What is to be added to a search, or everything that is wrong with the request.</summary>
public sealed record SearchExtensionReading
{
    internal SearchExtensionReading(BudgetLimits? added, IReadOnlyList<FieldError> errors, bool isWellFormed)
    {
        Added = added;
        Errors = errors;
        IsWellFormed = isWellFormed;
    }

    /// <value>What to add to each limit; null when there are errors.</value>
    public BudgetLimits? Added { get; }

    /// <value>Every fault, in the order of the request's fields.</value>
    public IReadOnlyList<FieldError> Errors { get; }

    /// <value>Whether the body is JSON at all.</value>
    public bool IsWellFormed { get; }

    [MemberNotNullWhen(true, nameof(Added))]
    public bool IsValid => Added is not null;
}
