namespace Serverless.Application.Searches;

/// <summary>The possible results of a request to delete something.</summary>
public enum DeletionKind
{
    Deleted,

    /// <summary>The item does not exist.</summary>
    Missing,

    /// <summary>Something that has not ended needs the item, so nothing was done.</summary>
    InUse,

    /// <summary>The item does not satisfy the precondition of the request, so nothing was done.</summary>
    Unexpected,
}

/// <summary>The result of a request to delete something, and its reason.</summary>
/// <param name="Kind">The kind of result.</param>
/// <param name="User">For <see cref="DeletionKind.InUse"/>, a description of what needs the item.</param>
public sealed record DeletionOutcome(DeletionKind Kind, string? User = null);
