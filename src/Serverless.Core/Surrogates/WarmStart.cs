using System.Text.Json.Serialization;

namespace Serverless.Core.Surrogates;

/// <summary>The surrogate that a fit begins at, and how.</summary>
public sealed record WarmStart
{
    /// <value>Its id in the registry; it has to be of the kind that is fitted, one of <see cref="SurrogateDescription.WarmStarted"/>.</value>
    public required string Surrogate { get; init; }

    /// <value>How the fit begins there; null in a request: with a frozen encoder in the same space, of the same images, dataset and fidelity, else by fine-tuning.</value>
    public WarmStartMode? Mode { get; init; }
}

/// <summary>How a fit begins at a surrogate that is known.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WarmStartMode>))]
public enum WarmStartMode
{
    /// <summary>Its encoder stays as it is, and heads are fitted to other devices or objectives of the same space, dataset and fidelity.</summary>
    [JsonStringEnumMemberName("freezeEncoder")]
    FreezeEncoder,

    /// <summary>Every weight that fits another space begins where it stands, and learns on.</summary>
    [JsonStringEnumMemberName("fineTune")]
    FineTune,
}
