using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Fronts;
using Serverless.Core.Schedules;
using Serverless.Core.Surrogates;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches;

/// <summary>The state of a search, kept as <c>{id}/state.json</c> and answered by <c>GET /api/searches/{id}</c>.</summary>
public sealed record SearchDocument
{
    public int SchemaVersion { get; init; } = 1;

    public required string Id { get; init; }

    public string? Name { get; init; }

    public required SearchStatus State { get; init; }

    public StopReason? StopReason { get; init; }

    /// <value>What went wrong, for people; names the blob, job or candidate.</value>
    public string? Error { get; init; }

    /// <value>What a reader of the result should know, for people, when nothing went wrong; null when there is nothing to tell.</value>
    public string? Note { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <value>When it was asked to pause; null when it shall run.</value>
    public DateTimeOffset? PauseRequestedAt { get; init; }

    /// <value>Since when it is Paused; null in every other state.</value>
    public DateTimeOffset? PausedAt { get; init; }

    /// <value>When it was paused, in order; null when it never was, and in searches that are older than this field.</value>
    public IReadOnlyList<PausePeriod>? Pauses { get; init; }

    /// <value>When it goes on by itself, since its schedule's window opens; null when only somebody's asking lets it go on.</value>
    public DateTimeOffset? ResumesAt { get; init; }

    /// <value>The schedule that started it; null when none did.</value>
    public ScheduleOrigin? Schedule { get; init; }

    /// <value>Generations merged into the front so far.</value>
    public int Generation { get; init; }

    public required BudgetLedger Budget { get; init; }

    /// <value>What became of the evaluations merged so far; null before the first generation, and in searches that are older than this field.</value>
    public OutcomeCounts? Outcomes { get; init; }

    public int FrontSize { get; init; }

    /// <value>Dominated volume of the front, in the product of the objectives' units; null before the first generation.</value>
    public double? Hypervolume { get; init; }

    /// <value>The fixed reference point, objective name to value in the objective's own direction; null until it is known.</value>
    public IReadOnlyDictionary<string, double>? ReferencePoint { get; init; }

    /// <value>As in <see cref="FrontDocument"/>.</value>
    public ReferencePointOrigin? ReferencePointOrigin { get; init; }

    /// <value>What is legal in the request and probably not meant; in the answer that accepts it only, never stored.</value>
    public IReadOnlyList<FieldError>? Warnings { get; init; }

    /// <value>Budget that was added, in order; null when none ever was.</value>
    public IReadOnlyList<SearchExtension>? Extensions { get; init; }

    /// <value>What its surrogate does; null in a search without.</value>
    public SurrogateProgress? Surrogate { get; init; }

    /// <value>Live, in answers about a running search; never stored.</value>
    public SearchProgress? Progress { get; init; }

    /// <value>What it waits for, in answers about one search; null when nothing has kept it waiting for long, and never stored.</value>
    public IReadOnlyList<SearchWait>? Waits { get; init; }
}
