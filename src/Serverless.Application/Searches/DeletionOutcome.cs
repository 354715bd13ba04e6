namespace Serverless.Application.Searches;

/// <summary>How a request to delete something ended.</summary>
public enum DeletionKind
{
    Deleted,

    /// <summary>There is none.</summary>
    Missing,

    /// <summary>Something that has not ended needs it; nothing was done.</summary>
    InUse,

    /// <summary>It is not what the request expects; nothing was done.</summary>
    Unexpected,
}

/// <summary>How a request to delete something ended, and why.</summary>
/// <param name="Kind">How.</param>
/// <param name="User">Of <see cref="DeletionKind.InUse"/>: what needs it, for people.</param>
public sealed record DeletionOutcome(DeletionKind Kind, string? User = null);
