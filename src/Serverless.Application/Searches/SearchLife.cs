using Serverless.Core.Searches;

namespace Serverless.Application.Searches;

/// <summary>The events of a search's life that its state tells, as lists to which only ever is added. Pure.</summary>
static class SearchLife
{
    /// <summary>Submitted, started, and each end and extension, with the generations that were merged before.</summary>
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

    /// <summary>Beginnings and ends of pauses.</summary>
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

/// <summary>An event of a search's life.</summary>
/// <param name="Generation">Generations that were merged before it.</param>
/// <param name="Event">Without its cursor.</param>
sealed record LifeEvent(int Generation, SearchEvent Event);
