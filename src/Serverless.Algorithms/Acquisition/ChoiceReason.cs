using System.Text.Json.Serialization;

namespace Serverless.Algorithms.Acquisition;

/// <summary>Why a candidate was chosen to be trained.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChoiceReason>))]
public enum ChoiceReason
{
    /// <summary>The algorithm proposed it, and there were no predictions or they were not followed.</summary>
    [JsonStringEnumMemberName("algorithm")]
    Algorithm,

    /// <summary>According to its predictions it enlarges the front the most.</summary>
    [JsonStringEnumMemberName("improvement")]
    Improvement,

    /// <summary>It has one of the best scores.</summary>
    [JsonStringEnumMemberName("score")]
    Score,

    /// <summary>The predictors disagree about it, or it is unlike the known candidates.</summary>
    [JsonStringEnumMemberName("exploration")]
    Exploration,
}
