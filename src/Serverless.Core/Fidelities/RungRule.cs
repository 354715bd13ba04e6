using System.Text.Json.Serialization;

namespace Serverless.Core.Fidelities;

/// <summary>The rule by which candidates are trained beyond a rung.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RungRule>))]
public enum RungRule
{
    /// <summary>By their place among the candidates that reached the rung: <see cref="PromotionRule"/>.</summary>
    [JsonStringEnumMemberName("rank")]
    Rank,

    /// <summary>By the end that their learning curves predict: <see cref="CurveRule"/>.</summary>
    [JsonStringEnumMemberName("learningCurves")]
    LearningCurves,
}
