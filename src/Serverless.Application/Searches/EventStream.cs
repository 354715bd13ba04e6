using Serverless.Core.Searches;

namespace Serverless.Application.Searches;

/// <summary>Puts the events of a search together, and to each the cursor behind it.</summary>
/// <param name="state">The search's.</param>
/// <param name="after">Where it begins.</param>
sealed class EventStream(SearchDocument state, EventCursor after)
{
    readonly IReadOnlyList<LifeEvent> _steps = SearchLife.StepsOf(state);
    readonly IReadOnlyList<LifeEvent> _pauses = SearchLife.PausesOf(state);
    readonly List<SearchEvent> _events = [];

    public SearchDocument State { get; } = state;

    /// <value>Behind the last event.</value>
    public EventCursor Cursor { get; private set; } = after;

    public IReadOnlyList<SearchEvent> Events => _events;

    /// <value>Whether the search has come as far as the cursor says.</value>
    public bool IsPossible => Cursor.Steps <= _steps.Count && Cursor.Pauses <= _pauses.Count && Cursor.Generation <= State.Generation;

    /// <summary>Adds an event of the generation that comes next.</summary>
    public void Add(SearchEvent added)
    {
        Cursor = Cursor with { Events = Cursor.Events + 1 };
        _events.Add(added with { Cursor = Cursor.ToString() });
    }

    /// <summary>Adds what is left of the generation that comes next, and goes on behind it.</summary>
    /// <param name="events">All of its events.</param>
    /// <param name="offset">Of the history's entry before the next generation.</param>
    public void AddGeneration(IReadOnlyList<SearchEvent> events, long offset)
    {
        foreach (var added in events.Skip(Cursor.Events))
        {
            Add(added);
        }

        Cursor = Cursor with { Generation = Cursor.Generation + 1, Events = 0, Offset = offset };
        AddLife();
    }

    /// <summary>Adds what happened before the generation that comes next.</summary>
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
