using System.Security.Cryptography;
using System.Text;
using Serverless.Core.Budgets;

namespace Serverless.Core.Searches;

/// <summary>Budget that was added to a search: how much, when, and how far the search had come.</summary>
public sealed record SearchExtension
{
    const int HashDigits = 20;

    /// <value>The id, derived from the request's idempotency key, so that a repeated request adds nothing.</value>
    public required string Id { get; init; }

    /// <value>Time of the request.</value>
    public required DateTimeOffset At { get; init; }

    /// <value>The amount added to each limit; null: nothing.</value>
    public required BudgetLimits Added { get; init; }

    /// <value>Number of generations merged before.</value>
    public int Generation { get; init; }

    /// <value>The reason why the search had ended; null when it had not.</value>
    public StopReason? StopReason { get; init; }

    /// <value>Time when the search had ended; null when it had not.</value>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Returns the id for an idempotency key: equal keys give equal ids.</summary>
    public static string IdOf(string idempotencyKey) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(idempotencyKey)))[..HashDigits];
}
