using System.Text.Json.Serialization;

namespace Serverless.Algorithms;

/// <summary>What became of a proposed candidate.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ObservationStatus>))]
public enum ObservationStatus
{
    /// <summary>Its objectives are known.</summary>
    [JsonStringEnumMemberName("evaluated")]
    Evaluated,

    /// <summary>It violates a constraint and was not evaluated.</summary>
    [JsonStringEnumMemberName("infeasible")]
    Infeasible,

    /// <summary>It could not be evaluated, or the budget did not cover it.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
