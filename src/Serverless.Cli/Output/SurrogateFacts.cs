using System.Globalization;
using Serverless.Algorithms.Acquisition;
using Serverless.Core.Surrogates;

namespace Serverless.Cli.Output;

/// <summary>Describes what surrogates did, as facts of searches and candidates.</summary>
public static class SurrogateFacts
{
    /// <summary>Describes what a search's surrogate does and has done; empty for a search without one.</summary>
    public static IEnumerable<(string Name, string Value)> Of(SurrogateProgress? progress) => progress is null
        ? []
        :
        [
            ("surrogate", $"{PlainText.Of(progress.Kind)}, {Role(progress.Decision)}"),
            ("screened", string.Create(CultureInfo.InvariantCulture, $"{progress.Screened} candidates, {progress.Chosen} of them chosen")),
            ("rank correlation", string.Join(", ", Correlations(progress.Decision))),
            ("surrogate says", PlainText.Of(progress.Decision.Reason)),
        ];

    /// <summary>Describes the predictions for a candidate; empty when there are none.</summary>
    public static IEnumerable<(string Name, string Value)> Of(PredictedOutcome? predicted, NumberForm form = NumberForm.Readable) => predicted is null
        ? []
        :
        [
            .. predicted.Values.OrderBy(value => value.Key, StringComparer.Ordinal).SelectMany(value => Values(predicted, value.Key, value.Value, form)),
            ("predicted score", predicted.Score is not { } score ? "" : form == NumberForm.Exact ? SignificantDigits.RoundTrip(score) : SignificantDigits.Text(score, decimals: 4, digits: 4)),
            ("predicted for", PlainText.Of(predicted.Fidelity)),
            ("predicted by", PlainText.Of(predicted.Surrogate)),
            ("chosen for", predicted.Worth is { } worth ? string.Create(CultureInfo.InvariantCulture, $"{Lower(predicted.Reason)}, {worth:G4}") : Lower(predicted.Reason)),
        ];

    /// <summary>Summarises on one line, for example <c>boosted-trees screened 1500, tau 0.71</c>; empty for a search without a surrogate.</summary>
    public static string Line(SurrogateProgress? progress) => progress is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{PlainText.Of(progress.Kind)} {Role(progress.Decision)}, screened {progress.Screened}")
            + string.Concat(Correlations(progress.Decision).Take(1).Select(correlation => $", {correlation}"));

    static (string Name, string Value)[] Values(PredictedOutcome predicted, string metric, double value, NumberForm form)
    {
        var spread = MetricText.Value(metric, predicted.Spreads.GetValueOrDefault(metric), form);
        var (name, text) = ($"predicted {MetricText.Header(metric)}", MetricText.Value(metric, value, form));
        return form == NumberForm.Exact ? [(name, text), ($"predicted spread {MetricText.Header(metric)}", spread)] : [(name, $"{text} ± {spread}")];
    }

    static IEnumerable<string> Correlations(SurrogateDecision advice)
    {
        if (advice.FreshCorrelation is { } fresh)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"tau {SurrogateTable.Correlation(fresh)} on {advice.Fresh} fresh results");
        }

        if (advice.HeldOutCorrelation is { } heldOut)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"tau {SurrogateTable.Correlation(heldOut)} on held-out examples");
        }
    }

    static string Role(SurrogateDecision advice) => advice.Role.ToString().ToLowerInvariant();

    static string Lower(ChoiceReason reason) => reason.ToString().ToLowerInvariant();
}
