using System.Security.Cryptography;
using System.Text;
using Serverless.Core.Budgets;

namespace Serverless.Core.Searches;

/// <summary>Budget that was added to a search: what, when, and where the search stood.</summary>
public sealed record SearchExtension
{
    const int HashDigits = 20;

    /// <value>Made from the request's idempotency key, so that a repeated request adds nothing.</value>
    public required string Id { get; init; }

    /// <value>When it was asked for.</value>
    public required DateTimeOffset At { get; init; }

    /// <value>What was added to each limit; null: nothing.</value>
    public required BudgetLimits Added { get; init; }

    /// <value>Generations that were merged before.</value>
    public int Generation { get; init; }

    /// <value>Why the search had ended; null when it had not.</value>
    public StopReason? StopReason { get; init; }

    /// <value>When the search had ended; null when it had not.</value>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The id that belongs to an idempotency key: equal keys, equal ids.</summary>
    public static string IdOf(string idempotencyKey) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(idempotencyKey)))[..HashDigits];
}
