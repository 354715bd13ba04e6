using System.Text.Json.Serialization;

namespace Serverless.Core.Searches;

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
