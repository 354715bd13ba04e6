using System.Text.Json.Serialization;

namespace Serverless.Core.Searches;

/// <summary>The legal moves between states of a search.</summary>
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

    /// <summary>Whether a search may go from one state to another; staying is no move.</summary>
    public static bool IsLegal(SearchStatus from, SearchStatus to) => Moves[from].Contains(to);

    /// <summary>Whether a search in this state has ended. One that Completed runs again when budget is added to it; nothing else moves it.</summary>
    public static bool IsFinal(SearchStatus status) => status is SearchStatus.Completed or SearchStatus.Failed or SearchStatus.Cancelled;
}

/// <summary>Where a search stands. Legal moves are in <c>SearchTransitions</c>.</summary>
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
