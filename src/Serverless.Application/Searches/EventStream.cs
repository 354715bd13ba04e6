using Serverless.Core.Searches;

namespace Serverless.Application.Searches;

/// <summary>Assembles the events of a search, each with the cursor that follows it.</summary>
/// <param name="state">The state of the search.</param>
/// <param name="after">The cursor at which the stream begins.</param>
sealed class EventStream(SearchDocument state, EventCursor after)
{
    readonly IReadOnlyList<LifeEvent> _steps = SearchLife.StepsOf(state);
    readonly IReadOnlyList<LifeEvent> _pauses = SearchLife.PausesOf(state);
    readonly List<SearchEvent> _events = [];

    public SearchDocument State { get; } = state;

    /// <value>The cursor after the last event.</value>
    public EventCursor Cursor { get; private set; } = after;

    public IReadOnlyList<SearchEvent> Events => _events;

    /// <value>Whether the search has reached the position of the cursor.</value>
    public bool IsPossible => Cursor.Steps <= _steps.Count && Cursor.Pauses <= _pauses.Count && Cursor.Generation <= State.Generation;

    /// <summary>Adds an event of the next generation.</summary>
    public void Add(SearchEvent added)
    {
        Cursor = Cursor with { Events = Cursor.Events + 1 };
        _events.Add(added with { Cursor = Cursor.ToString() });
    }

    /// <summary>Adds the remaining events of the next generation, and moves the cursor past it.</summary>
    /// <param name="events">All events of the generation.</param>
    /// <param name="offset">The offset of the history entry that precedes the following generation.</param>
    public void AddGeneration(IReadOnlyList<SearchEvent> events, long offset)
    {
        foreach (var added in events.Skip(Cursor.Events))
        {
            Add(added);
        }

        Cursor = Cursor with { Generation = Cursor.Generation + 1, Events = 0, Offset = offset };
        AddLife();
    }

    /// <summary>Adds the lifecycle events that precede the next generation.</summary>
    public void AddLife()
    {
        while (true)
        {
            var pause = NextOf(_pauses, Cursor.Pauses);
            var step = NextOf(_steps, Cursor.Steps);
            if (pause is not null && (step is null || pause.Event.At < step.Event.At))
            {
                Cursor = Cursor with { Pauses = Cursor.Pauses + 1 };
                _events.Add(pause.Event with { Generation = pause.Generation, Cursor = Cursor.ToString() });
            }
            else if (step is not null)
            {
                Cursor = Cursor with { Steps = Cursor.Steps + 1 };
                _events.Add(step.Event with { Cursor = Cursor.ToString() });
            }
            else
            {
                return;
            }
        }
    }

    LifeEvent? NextOf(IReadOnlyList<LifeEvent> events, int place) => place < events.Count && events[place].Generation <= Cursor.Generation ? events[place] : null;
}
