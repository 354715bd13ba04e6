using System.Text.Json.Serialization;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Spaces;

namespace Serverless.Core.Searches;

/// <summary>An event of a search; only in responses, derived from what is stored of the search.</summary>
public sealed record SearchEvent
{
    /// <value>The position in the stream after this event, to send as <c>after</c>.</value>
    public required string Cursor { get; init; }

    public required SearchEventKind Type { get; init; }

    /// <value>Time of the event; null if it is not stored.</value>
    public DateTimeOffset? At { get; init; }

    /// <value>The generation, from 0: the one in progress, or the one that proposed the candidate; in an asynchronous search, the turn.</value>
    public int? Generation { get; init; }

    /// <value>For <see cref="SearchEventKind.Proposed"/>: the number of candidates.</value>
    public int? Candidates { get; init; }

    public CandidateId? Candidate { get; init; }

    public string? Architecture { get; init; }

    /// <value>The status with which an evaluation ended.</value>
    public EvaluationStatus? Status { get; init; }

    /// <value>The reason why an evaluation has no result, or why a search failed.</value>
    public string? Reason { get; init; }

    /// <value>For <see cref="SearchEventKind.StoppedEarly"/>: the rung at which it stopped, from 1.</value>
    public int? Rung { get; init; }

    /// <value>For <see cref="SearchEventKind.StoppedEarly"/>: the epochs of that rung.</value>
    public int? Epochs { get; init; }

    /// <value>The values of an evaluation, by metric name.</value>
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }

    /// <value>Whether an evaluation came from the evaluation cache; null for other events.</value>
    public bool? Cached { get; init; }

    public string? Worker { get; init; }

    /// <value>For <see cref="SearchEventKind.FrontGrew"/>: the number of members of the front.</value>
    public int? FrontSize { get; init; }

    /// <value>For <see cref="SearchEventKind.FrontGrew"/>: the dominated volume.</value>
    public double? Hypervolume { get; init; }

    /// <value>For <see cref="SearchEventKind.Ended"/>: the state in which the search ended; null if budget was added later.</value>
    public SearchStatus? State { get; init; }

    /// <value>For <see cref="SearchEventKind.Ended"/>: the budget that was used up, or what else ended the search.</value>
    public StopReason? StopReason { get; init; }

    /// <value>For <see cref="SearchEventKind.Extended"/>: the budget that was added.</value>
    public BudgetLimits? Added { get; init; }
}

/// <summary>The kinds of events of a search.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SearchEventKind>))]
public enum SearchEventKind
{
    [JsonStringEnumMemberName("submitted")]
    Submitted,

    [JsonStringEnumMemberName("started")]
    Started,

    /// <summary>A generation's candidates are known.</summary>
    [JsonStringEnumMemberName("proposed")]
    Proposed,

    /// <summary>An evaluation has ended in any way other than <see cref="StoppedEarly"/>; reported when its generation is merged.</summary>
    [JsonStringEnumMemberName("evaluated")]
    Evaluated,

    /// <summary>A candidate was stopped at a rung.</summary>
    [JsonStringEnumMemberName("stoppedEarly")]
    StoppedEarly,

    /// <summary>The previous evaluation increased the dominated volume.</summary>
    [JsonStringEnumMemberName("frontGrew")]
    FrontGrew,

    [JsonStringEnumMemberName("paused")]
    Paused,

    [JsonStringEnumMemberName("resumed")]
    Resumed,

    /// <summary>Budget was added.</summary>
    [JsonStringEnumMemberName("extended")]
    Extended,

    /// <summary>The search waits; only in the stream that <c>serverless events</c> writes. In responses of the API, this is <c>waits</c>.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting,

    /// <summary>The search completed, failed or was cancelled; nothing follows unless budget is added.</summary>
    [JsonStringEnumMemberName("ended")]
    Ended,
}

/// <summary>The response of <c>GET /api/searches/{id}/events</c>.</summary>
/// <param name="Value">The events, in order.</param>
/// <param name="Cursor">The position in the stream after these events, even if there are none: to send as <c>after</c> later.</param>
/// <param name="IsEnded">Whether the search has ended and no more events follow.</param>
/// <param name="Waits">What the search currently waits for; null when nothing has kept it waiting for long, or more events follow.</param>
/// <param name="NextLink">The link to the next events; null when these are the last so far.</param>
public sealed record SearchEventPage(
    IReadOnlyList<SearchEvent> Value, string Cursor, bool IsEnded, IReadOnlyList<SearchWait>? Waits = null, string? NextLink = null);
