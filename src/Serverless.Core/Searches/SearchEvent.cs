using System.Text.Json.Serialization;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Spaces;

namespace Serverless.Core.Searches;

/// <summary>Something that happened in a search; in answers only, made from what is stored of it.</summary>
public sealed record SearchEvent
{
    /// <value>Where the stream goes on behind it: what to send as <c>after</c>.</value>
    public required string Cursor { get; init; }

    public required SearchEventKind Type { get; init; }

    /// <value>When; null where that is not kept.</value>
    public DateTimeOffset? At { get; init; }

    /// <value>The generation, from 0: the one under way, or the one that proposed the candidate; in an asynchronous search the turn.</value>
    public int? Generation { get; init; }

    /// <value>Of <see cref="SearchEventKind.Proposed"/>: how many candidates.</value>
    public int? Candidates { get; init; }

    public CandidateId? Candidate { get; init; }

    public string? Architecture { get; init; }

    /// <value>How an evaluation ended.</value>
    public EvaluationStatus? Status { get; init; }

    /// <value>Why an evaluation has no result, or a search failed.</value>
    public string? Reason { get; init; }

    /// <value>Of <see cref="SearchEventKind.StoppedEarly"/>: the rung that it came to, from 1.</value>
    public int? Rung { get; init; }

    /// <value>Of <see cref="SearchEventKind.StoppedEarly"/>: the epochs of that rung.</value>
    public int? Epochs { get; init; }

    /// <value>Metric name to value, of an evaluation.</value>
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }

    /// <value>Whether an evaluation came from the evaluation cache; null where none did.</value>
    public bool? Cached { get; init; }

    public string? Worker { get; init; }

    /// <value>Of <see cref="SearchEventKind.FrontGrew"/>: its members.</value>
    public int? FrontSize { get; init; }

    /// <value>Of <see cref="SearchEventKind.FrontGrew"/>: the dominated volume.</value>
    public double? Hypervolume { get; init; }

    /// <value>Of <see cref="SearchEventKind.Ended"/>: the state that the search ended in; null where budget was added later.</value>
    public SearchStatus? State { get; init; }

    /// <value>Of <see cref="SearchEventKind.Ended"/>: the budget that was used up, or what else ended it.</value>
    public StopReason? StopReason { get; init; }

    /// <value>Of <see cref="SearchEventKind.Extended"/>: what was added.</value>
    public BudgetLimits? Added { get; init; }
}

/// <summary>What can happen in a search.</summary>
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

    /// <summary>An evaluation has ended, in whatever way but by <see cref="StoppedEarly"/>; told when its generation is merged.</summary>
    [JsonStringEnumMemberName("evaluated")]
    Evaluated,

    /// <summary>A candidate was not trained on from a rung.</summary>
    [JsonStringEnumMemberName("stoppedEarly")]
    StoppedEarly,

    /// <summary>The dominated volume rose by the evaluation before.</summary>
    [JsonStringEnumMemberName("frontGrew")]
    FrontGrew,

    [JsonStringEnumMemberName("paused")]
    Paused,

    [JsonStringEnumMemberName("resumed")]
    Resumed,

    /// <summary>Budget was added.</summary>
    [JsonStringEnumMemberName("extended")]
    Extended,

    /// <summary>It waits; only in the stream that <c>serverless events</c> writes, where answers have <c>waits</c>.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting,

    /// <summary>It completed, failed or was cancelled; nothing follows unless budget is added.</summary>
    [JsonStringEnumMemberName("ended")]
    Ended,
}

/// <summary>The answer of <c>GET /api/searches/{id}/events</c>.</summary>
/// <param name="Value">In order.</param>
/// <param name="Cursor">Where the stream goes on behind them, also when there are none: what to send as <c>after</c> later.</param>
/// <param name="IsEnded">Whether the search has ended and this is all of it.</param>
/// <param name="Waits">What the search waits for at this moment; null when nothing has kept it waiting for long, or more events follow.</param>
/// <param name="NextLink">Where the next events are; null when these are the last so far.</param>
public sealed record SearchEventPage(
    IReadOnlyList<SearchEvent> Value, string Cursor, bool IsEnded, IReadOnlyList<SearchWait>? Waits = null, string? NextLink = null);
