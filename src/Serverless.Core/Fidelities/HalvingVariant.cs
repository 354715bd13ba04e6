using System.Text.Json.Serialization;

namespace Serverless.Core.Fidelities;

/// <summary>The variants of asynchronous successive halving (Li et al. 2020; for several objectives Schmucker et al. 2021).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HalvingVariant>))]
public enum HalvingVariant
{
    /// <summary>A candidate is decided when it comes to a rung: it goes on at once, or ends there.</summary>
    [JsonStringEnumMemberName("stopping")]
    Stopping,

    /// <summary>A candidate waits at each rung until it is among the best of those that came there, and goes on then; one that never is ends with the search.</summary>
    [JsonStringEnumMemberName("promotion")]
    Promotion,
}
