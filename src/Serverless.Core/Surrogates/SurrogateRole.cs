using System.Text.Json.Serialization;

namespace Serverless.Core.Surrogates;

/// <summary>What a surrogate does for a generation.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SurrogateRole>))]
public enum SurrogateRole
{
    /// <summary>There is none yet: the algorithm's own proposals are trained.</summary>
    [JsonStringEnumMemberName("absent")]
    Absent,

    /// <summary>It predicts what the algorithm proposes and chooses nothing: its predictions are not good enough, and may become so.</summary>
    [JsonStringEnumMemberName("watching")]
    Watching,

    /// <summary>It chooses what is trained.</summary>
    [JsonStringEnumMemberName("choosing")]
    Choosing,
}
