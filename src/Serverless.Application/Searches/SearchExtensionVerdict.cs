namespace Serverless.Application.Searches;

/// <summary>What became of a wish to add budget.</summary>
public enum SearchExtensionVerdict
{
    /// <summary>It is added, now or by the same request before.</summary>
    Extended,

    /// <summary>The idempotency key was used for something else.</summary>
    KeyReused,

    /// <summary>The search is no longer what the caller has seen.</summary>
    Changed,

    /// <summary>The search has ended in a way that no budget mends.</summary>
    Impossible,

    /// <summary>What is to be added does not fit the search's limits.</summary>
    Invalid,

    /// <summary>The search is about to end or to begin; nothing was added.</summary>
    Busy,
}
