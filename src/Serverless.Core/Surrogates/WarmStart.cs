using System.Text.Json.Serialization;

namespace Serverless.Core.Surrogates;

/// <summary>The surrogate from which a fit starts, and how.</summary>
public sealed record WarmStart
{
    /// <value>Its id in the registry; it must have the kind to fit, one of <see cref="SurrogateDescription.WarmStarted"/>.</value>
    public required string Surrogate { get; init; }

    /// <value>
    /// How the fit starts from it; null in a request: with a frozen encoder for the same space, image shape, dataset and fidelity, else by
    /// fine-tuning.
    /// </value>
    public WarmStartMode? Mode { get; init; }
}

/// <summary>How a fit starts from a known surrogate.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WarmStartMode>))]
public enum WarmStartMode
{
    /// <summary>The encoder is kept unchanged, and heads are fitted to other devices or objectives of the same space, dataset and fidelity.</summary>
    [JsonStringEnumMemberName("freezeEncoder")]
    FreezeEncoder,

    /// <summary>Every weight that fits another space is the initial value, and is trained further.</summary>
    [JsonStringEnumMemberName("fineTune")]
    FineTune,
}
