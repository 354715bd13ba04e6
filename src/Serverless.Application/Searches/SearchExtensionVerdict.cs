namespace Serverless.Application.Searches;

/// <summary>The possible results of a request to add budget.</summary>
public enum SearchExtensionVerdict
{
    /// <summary>The budget was added, now or by the same request before.</summary>
    Extended,

    /// <summary>The idempotency key was used for something else.</summary>
    KeyReused,

    /// <summary>The search is no longer as the caller has seen it.</summary>
    Changed,

    /// <summary>The search has ended in a way that more budget cannot change.</summary>
    Impossible,

    /// <summary>The budget to add does not fit the limits of the search.</summary>
    Invalid,

    /// <summary>The search is about to end or to begin, so nothing was added.</summary>
    Busy,
}
