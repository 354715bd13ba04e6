using Serverless.Core.Searches;

namespace Serverless.Application.Searches;

/// <summary>Derives the lifecycle events of a search from its state, as lists that only ever grow. Pure.</summary>
static class SearchLife
{
    /// <summary>Returns the submission, the start, and each end and extension, with the number of generations that were merged before.</summary>
    public static IReadOnlyList<LifeEvent> StepsOf(SearchDocument state)
    {
        var steps = new List<LifeEvent> { new(0, Event(SearchEventKind.Submitted, state.CreatedAt)) };
        if (state.StartedAt is { } started)
        {
            steps.Add(new(0, Event(SearchEventKind.Started, started)));
        }

        foreach (var extension in state.Extensions ?? [])
        {
            if (extension.StopReason is { } reason)
            {
                steps.Add(new(extension.Generation, Event(SearchEventKind.Ended, extension.EndedAt) with { StopReason = reason }));
            }

            steps.Add(new(extension.Generation, Event(SearchEventKind.Extended, extension.At) with { Added = extension.Added }));
        }

        if (SearchTransitions.IsFinal(state.State))
        {
            steps.Add(new(
                state.Generation, Event(SearchEventKind.Ended, state.CompletedAt) with { State = state.State, StopReason = state.StopReason, Reason = state.Error }));
        }

        return steps;
    }

    /// <summary>Returns the beginnings and ends of pauses.</summary>
    public static IReadOnlyList<LifeEvent> PausesOf(SearchDocument state) =>
    [
        .. from pause in state.Pauses ?? []
           from edge in pause.To is { } to
               ? new[] { Event(SearchEventKind.Paused, pause.From), Event(SearchEventKind.Resumed, to) }
               : [Event(SearchEventKind.Paused, pause.From)]
           select new LifeEvent(pause.Generation, edge),
    ];

    static SearchEvent Event(SearchEventKind type, DateTimeOffset? at) => new() { Cursor = "", Type = type, At = at };
}

/// <summary>A lifecycle event of a search.</summary>
/// <param name="Generation">The number of generations that were merged before the event.</param>
/// <param name="Event">The event, without its cursor.</param>
sealed record LifeEvent(int Generation, SearchEvent Event);
