using System.Text.Json.Serialization;

namespace Serverless.Core.Searches;

/// <summary>The legal transitions between states of a search.</summary>
public static class SearchTransitions
{
    static readonly Dictionary<SearchStatus, SearchStatus[]> Moves = new()
    {
        [SearchStatus.Pending] = [SearchStatus.Running, SearchStatus.Failed, SearchStatus.Cancelled],
        [SearchStatus.Running] = [SearchStatus.Paused, SearchStatus.Completed, SearchStatus.Failed, SearchStatus.Cancelled],
        [SearchStatus.Paused] = [SearchStatus.Running, SearchStatus.Failed, SearchStatus.Cancelled],
        [SearchStatus.Completed] = [SearchStatus.Running],
        [SearchStatus.Failed] = [],
        [SearchStatus.Cancelled] = [],
    };

    /// <summary>Returns whether a search can go from one state to another; staying in a state is not a transition.</summary>
    public static bool IsLegal(SearchStatus from, SearchStatus to) => Moves[from].Contains(to);

    /// <summary>
    /// Returns whether a search in this state has ended. A Completed search runs again if budget is added; the other final states are permanent.
    /// </summary>
    public static bool IsFinal(SearchStatus status) => status is SearchStatus.Completed or SearchStatus.Failed or SearchStatus.Cancelled;
}

/// <summary>The state of a search. Legal transitions are in <c>SearchTransitions</c>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SearchStatus>))]
public enum SearchStatus
{
    Pending,
    Running,
    Paused,
    Completed,
    Failed,
    Cancelled,
}
