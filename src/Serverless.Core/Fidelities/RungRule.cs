using System.Text.Json.Serialization;

namespace Serverless.Core.Fidelities;

/// <summary>By what candidates are trained on from a rung.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RungRule>))]
public enum RungRule
{
    /// <summary>By their place among those that came there: <see cref="PromotionRule"/>.</summary>
    [JsonStringEnumMemberName("rank")]
    Rank,

    /// <summary>By what their learning curves make of the end: <see cref="CurveRule"/>.</summary>
    [JsonStringEnumMemberName("learningCurves")]
    LearningCurves,
}
