using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Fronts;
using Serverless.Core.Schedules;
using Serverless.Core.Surrogates;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches;

/// <summary>The state of a search, stored as <c>{id}/state.json</c> and returned by <c>GET /api/searches/{id}</c>.</summary>
public sealed record SearchDocument
{
    public int SchemaVersion { get; init; } = 1;

    public required string Id { get; init; }

    public string? Name { get; init; }

    public required SearchStatus State { get; init; }

    public StopReason? StopReason { get; init; }

    /// <value>The error, for people; names the blob, job or candidate.</value>
    public string? Error { get; init; }

    /// <value>A note on the result, for people, of a search that did not fail; null when there is none.</value>
    public string? Note { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <value>Time when a pause was requested; null when the search is to run.</value>
    public DateTimeOffset? PauseRequestedAt { get; init; }

    /// <value>Time since when the search has been Paused; null in every other state.</value>
    public DateTimeOffset? PausedAt { get; init; }

    /// <value>The pauses of the search, in order; null when it was never paused, and in searches older than this field.</value>
    public IReadOnlyList<PausePeriod>? Pauses { get; init; }

    /// <value>Time when it resumes by itself because its schedule's window opens; null when it only resumes on request.</value>
    public DateTimeOffset? ResumesAt { get; init; }

    /// <value>The schedule that started it; null when none did.</value>
    public ScheduleOrigin? Schedule { get; init; }

    /// <value>Number of generations merged into the front so far.</value>
    public int Generation { get; init; }

    public required BudgetLedger Budget { get; init; }

    /// <value>The outcomes of the evaluations merged so far; null before the first generation, and in searches older than this field.</value>
    public OutcomeCounts? Outcomes { get; init; }

    public int FrontSize { get; init; }

    /// <value>Dominated volume of the front, in the product of the objectives' units; null before the first generation.</value>
    public double? Hypervolume { get; init; }

    /// <value>The fixed reference point: values by objective name, in the objective's own direction; null until it is known.</value>
    public IReadOnlyDictionary<string, double>? ReferencePoint { get; init; }

    /// <value>As in <see cref="FrontDocument"/>.</value>
    public ReferencePointOrigin? ReferencePointOrigin { get; init; }

    /// <value>What is valid in the request but probably not intended; only in the response that accepts it, never stored.</value>
    public IReadOnlyList<FieldError>? Warnings { get; init; }

    /// <value>Budget added so far, in order; null when none was added.</value>
    public IReadOnlyList<SearchExtension>? Extensions { get; init; }

    /// <value>The progress of its surrogate; null in a search without one.</value>
    public SurrogateProgress? Surrogate { get; init; }

    /// <value>The current progress, in responses about a running search; never stored.</value>
    public SearchProgress? Progress { get; init; }

    /// <value>What it waits for, in responses about one search; null when nothing has kept it waiting for long. Never stored.</value>
    public IReadOnlyList<SearchWait>? Waits { get; init; }
}
