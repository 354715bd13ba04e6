using System.Text.Json.Serialization;

namespace Serverless.Core.Schedules;

/// <summary>What becomes of a due time whose schedule's previous search has not ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OverlapPolicy>))]
public enum OverlapPolicy
{
    /// <summary>No search is started for it.</summary>
    [JsonStringEnumMemberName("skip")]
    Skip,

    /// <summary>Its search is started when the previous one has ended. One waits at most: the latest.</summary>
    [JsonStringEnumMemberName("queue")]
    Queue,

    /// <summary>The previous search is cancelled, and this one started at once.</summary>
    [JsonStringEnumMemberName("cancel-previous")]
    CancelPrevious,
}
