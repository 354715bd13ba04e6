using System.Text.Json.Serialization;

namespace Serverless.Core.Fidelities;

/// <summary>The variants of asynchronous successive halving (Li et al. 2020; for several objectives Schmucker et al. 2021).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HalvingVariant>))]
public enum HalvingVariant
{
    /// <summary>A candidate is decided when it reaches a rung: it continues at once, or ends there.</summary>
    [JsonStringEnumMemberName("stopping")]
    Stopping,

    /// <summary>
    /// A candidate waits at each rung until it is among the best of those that reached it, and then continues; one that never is ends with the
    /// search.
    /// </summary>
    [JsonStringEnumMemberName("promotion")]
    Promotion,
}
