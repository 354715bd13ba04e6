using System.Text.Json.Serialization;

namespace Serverless.Core.Surrogates;

/// <summary>How a fit begins at a surrogate that is known.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FitStart>))]
public enum FitStart
{
    /// <summary>Its encoder stays as it is, and heads are fitted to other devices or objectives of the same space.</summary>
    [JsonStringEnumMemberName("heads")]
    Heads,

    /// <summary>Every weight that fits another space begins where it stands, and learns on.</summary>
    [JsonStringEnumMemberName("fineTune")]
    FineTune,
}
