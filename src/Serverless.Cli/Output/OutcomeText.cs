using System.Globalization;
using Serverless.Core.Evaluations;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;

namespace Serverless.Cli.Output;

/// <summary>Describes the outcomes of a search's evaluations in words.</summary>
public static class OutcomeText
{
    /// <summary>
    /// Describes the counts, for example <c>12 completed, 3 stopped early, 1 failed; 8 of them from the cache</c>; empty where nothing was
    /// counted.
    /// </summary>
    public static string Counts(OutcomeCounts? counts)
    {
        if (counts is null || counts.Total() == 0)
        {
            return "";
        }

        (int Count, string Name)[] parts =
        [
            (counts.Completed, "completed"), (counts.EarlyStopped, "stopped early"), (counts.Infeasible, "infeasible"),
            (counts.Failed, "failed"), (counts.Abandoned, "abandoned"),
        ];
        return string.Join(", ", parts.Where(part => part.Count > 0).Select(part => Invariant($"{part.Count} {part.Name}")))
            + (counts.Cached > 0 ? Invariant($"; {counts.Cached} of them from the cache") : "");
    }

    /// <summary>Describes each reason for failures with its count, the most frequent first, for example <c>3 × Out of memory ...</c>.</summary>
    public static IEnumerable<string> Failures(OutcomeCounts? counts) =>
        (counts?.Failures ?? []).Select(failure => Invariant($"{failure.Count} × {PlainText.Of(failure.Reason)}"));

    /// <summary>Describes why a front has no members; null where it has some, or nothing was counted.</summary>
    public static string? WhyEmpty(int members, OutcomeCounts? counts)
    {
        if (members > 0 || counts is null || counts.Total() == 0)
        {
            return null;
        }

        if (counts.Infeasible == counts.Total())
        {
            return Invariant($"0 feasible of {counts.Infeasible}; nearest misses: {string.Join("; ", counts.Misses.Select(Miss))}.");
        }

        var reasons = Failures(counts).FirstOrDefault() is { } commonest ? $" Most frequent reason: {commonest}" : "";
        return $"No candidate completed: {Counts(counts)}.{reasons}";
    }

    /// <summary>Returns counts and reasons as facts of a search.</summary>
    public static IEnumerable<(string Name, string Value)> Facts(SearchDocument search)
    {
        ArgumentNullException.ThrowIfNull(search);
        return
        [
            ("outcomes", Counts(search.Outcomes)),
            .. Failures(search.Outcomes).Select(failure => ("failures", failure)),
            ("empty front", WhyEmpty(search.FrontSize, search.Outcomes) ?? ""),
        ];
    }

    /// <summary>
    /// Describes a violated constraint, for example <c>latencyMs@local-cpu 2.5 where at most 2 is asked for (broken by 3)</c>.
    /// </summary>
    public static string Miss(ConstraintMiss miss) => Invariant(
        $"{PlainText.Of(miss.Constraint.Name)} {Number(miss.Nearest)} where {Bound(miss.Constraint, miss.Nearest)} is required (violated by {miss.Count})");

    static string Bound(Constraint constraint, double value) =>
        value > constraint.AtMost ? $"at most {Number(constraint.AtMost.Value)}" : $"at least {Number(constraint.AtLeast ?? 0)}";

    // All digits are written: a value and a bound that it narrowly misses must not look the same.
    static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
