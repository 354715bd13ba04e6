using System.Globalization;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;

namespace Serverless.Cli.Output;

/// <summary>Describes the values of a candidate at each rung, and why it continued or was stopped there.</summary>
public static class RungFacts
{
    /// <summary>Returns one fact per rung; none for an evaluation without rungs.</summary>
    public static IEnumerable<(string Name, string Value)> Of(Evaluation evaluation) =>
        (evaluation.Rungs ?? []).Select(rung => (Invariant($"rung {rung.Rung}"), Text(rung)));

    static string Text(RungResult rung)
    {
        var values = rung.Decision?.Values ?? rung.Metrics.Where(metric => metric.Key == "accuracy").ToDictionary();
        var shown = string.Join(", ", values.Select(value => $"{MetricText.Words(value.Key)} {MetricText.Value(value.Key, value.Value)}"));
        var epochs = rung.Epochs switch { 0 => "zero-cost", 1 => "1 epoch", _ => Invariant($"{rung.Epochs} epochs") };
        return $"{epochs}{(rung.Cached ? " (from cache)" : "")}: {shown}{(rung.Decision is { } decision ? $"; {Text(decision)}" : "")}";
    }

    static string Text(PromotionDecision decision) => decision.LeastChance is { } least ? Invariant(
        $"{(decision.IsPromoted ? "continued" : "stopped early")} by {PlainText.Of(decision.Rule)}: {ChanceText(decision)}, at least {least} is required, from {decision.WholeCurves} complete trainings") : Invariant(
        $"{(decision.IsPromoted ? "continued" : "stopped early")} by {PlainText.Of(decision.Rule)}: front {decision.Rank}, contribution {SignificantDigits.Text(decision.Contribution, decimals: 0, digits: 3)}, place {decision.Place} of {decision.Compared} ({decision.LastPlaceKept} kept), {decision.PlaceInGeneration} of its generation ({decision.LastPlaceKeptInGeneration} kept)");

    static string ChanceText(PromotionDecision decision) => decision.Chance is { } chance
        ? Invariant($"a chance of {SignificantDigits.Text(chance, decimals: 0, digits: 3)} to exceed the best so far among candidates of at most the same cost")
        : "no candidate of at most the same cost to exceed, or too few complete trainings";

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
