namespace Serverless.Core.Surrogates;

/// <summary>How well a surrogate ranked architectures that it, or the member that was asked, had not been fitted to.</summary>
public sealed record SurrogateQuality
{
    /// <value>How many architectures were held out.</value>
    public required int Size { get; init; }

    /// <value>
    /// Kendall's τ-b between the Pareto ranks of held-out architectures and what was predicted of them: scores, or where there are none
    /// the Pareto ranks of predicted values. Null where it has no value, for example because all ranks are equal.
    /// </value>
    public double? KendallTauB { get; init; }

    /// <value>Spearman's ρ by target, between measured and predicted values; null for one without predictions.</value>
    public required IReadOnlyList<double?> Spearman { get; init; }
}
