using System.Globalization;
using Serverless.Domain.Surrogates;

namespace Serverless.Cli.Output;

/// <summary>What surrogates did, as facts of searches and candidates.</summary>
public static class SurrogateFacts
{
    /// <summary>What a search's surrogate does and has done; nothing in a search without.</summary>
    public static IEnumerable<(string Name, string Value)> Of(SurrogateProgress? progress) => progress is null
        ? []
        :
        [
            ("surrogate", $"{PlainText.Of(progress.Kind)}, {Role(progress.Advice)}"),
            ("screened", string.Create(CultureInfo.InvariantCulture, $"{progress.Screened} candidates, {progress.Chosen} of them chosen")),
            ("rank correlation", string.Join(", ", Correlations(progress.Advice))),
            ("surrogate says", PlainText.Of(progress.Advice.Reason)),
        ];

    /// <summary>What was predicted of a candidate; nothing when nothing was.</summary>
    public static IEnumerable<(string Name, string Value)> Of(PredictedOutcome? predicted) => predicted is null
        ? []
        :
        [
            .. predicted.Values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => (
                $"predicted {MetricText.Header(value.Key)}",
                $"{MetricText.Value(value.Key, value.Value)} ± {MetricText.Value(value.Key, predicted.Spreads.GetValueOrDefault(value.Key))}")),
            ("predicted score", predicted.Score?.ToString("0.0000", CultureInfo.InvariantCulture) ?? ""),
            ("predicted for", PlainText.Of(predicted.Fidelity)),
            ("predicted by", PlainText.Of(predicted.Surrogate)),
            ("chosen for", predicted.Worth is { } worth ? string.Create(CultureInfo.InvariantCulture, $"{Lower(predicted.Reason)}, {worth:G4}") : Lower(predicted.Reason)),
        ];

    /// <summary>For example <c>boosted-trees screened 1500, tau 0.71</c>; empty in a search without.</summary>
    public static string Line(SurrogateProgress? progress) => progress is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{PlainText.Of(progress.Kind)} {Role(progress.Advice)}, screened {progress.Screened}")
            + string.Concat(Correlations(progress.Advice).Take(1).Select(correlation => $", {correlation}"));

    static IEnumerable<string> Correlations(SurrogateAdvice advice)
    {
        if (advice.FreshCorrelation is { } fresh)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"tau {fresh:0.00} on {advice.Fresh} fresh results");
        }

        if (advice.HeldOutCorrelation is { } heldOut)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"tau {heldOut:0.00} on held-out examples");
        }
    }

    static string Role(SurrogateAdvice advice) => advice.Role.ToString().ToLowerInvariant();

    static string Lower(ChoiceReason reason) => reason.ToString().ToLowerInvariant();
}
