using System.Globalization;

namespace Serverless.Core.Evaluations;

/// <summary>Counts how evaluations of a search have ended, as needed for its limit of failures. Pure: every change returns a new count.</summary>
/// <param name="Ended">Number of evaluations that finished or failed; with rungs, each rung to which a candidate was trained counts.</param>
/// <param name="Failed">Number of those that failed.</param>
/// <param name="InRow">Number of latest evaluations that failed one after the other for the same reason.</param>
/// <param name="Last">The latest failure; null when there was none.</param>
public sealed record FailureCount(int Ended = 0, int Failed = 0, int InRow = 0, EvaluationFailure? Last = null)
{
    /// <summary>Without a limit in the request, this many failures among the first <see cref="First"/> evaluations end a search.</summary>
    public const int MostOfFirst = 5;

    /// <summary>Without a limit in the request, this many failures in a row for the same reason end a search.</summary>
    public const int MostInRow = 5;

    /// <summary>Number of first evaluations to which <see cref="MostOfFirst"/> applies.</summary>
    public const int First = 10;

    const string HowToAllowMore = "A higher maxFailures in the request allows more.";
    const string Remedy = "Fix the cause and start the search again; finished trainings are reused.";

    /// <summary>Returns the count with one more evaluation.</summary>
    /// <param name="failure">The failure of the evaluation; null when it finished.</param>
    public FailureCount Add(EvaluationFailure? failure) => failure is null
        ? this with { Ended = Ended + 1, InRow = 0 }
        : new(Ended + 1, Failed + 1, failure.Reason == Last?.Reason ? InRow + 1 : 1, failure);

    /// <summary>Returns why the search has to fail after the latest evaluation, with a remedy; null when it can continue.</summary>
    /// <remarks>
    /// Call this after each evaluation: a number of failures that is too high among the first evaluations may not be too high later.
    /// </remarks>
    /// <param name="maximumFailures">Number of evaluations that can fail, at least 0; null when the request sets no limit.</param>
    public string? Verdict(int? maximumFailures) =>
        InRow == 0 ? null
        : Last is { IsShared: true } ? Text($"No evaluation of this search can succeed, and a retry does not help: {Last.Reason}")
        : maximumFailures is { } most
            ? Failed <= most ? null : Text($"{Failed} evaluations failed, and maxFailures allows {most}. The latest: {Last!.Reason}")
        : InRow >= MostInRow ? Text($"{InRow} evaluations in a row failed for the same reason: {Last!.Reason}", HowToAllowMore)
        : Ended <= First && Failed >= MostOfFirst
            ? Text($"{Failed} of the first {Ended} evaluations failed. The latest: {Last!.Reason}", HowToAllowMore)
        : null;

    /// <summary>Returns why a search that ends with nothing but failures has to fail; null when something finished, or nothing failed.</summary>
    /// <param name="outcomes">The outcomes of all its evaluations; null when they were not counted.</param>
    public static string? VerdictAtEnd(OutcomeCounts? outcomes) =>
        outcomes is { Failed: > 0, Completed: 0, EarlyStopped: 0 }
            ? Text($"Nothing finished: {outcomes.Failed} {(outcomes.Failed == 1 ? "evaluation" : "evaluations")} failed. The most frequent reason: {outcomes.Failures[0].Reason}")
            : null;

    static string Text(FormattableString what, string? more = null)
    {
        var text = what.ToString(CultureInfo.InvariantCulture);
        return string.Join(' ', [text.EndsWith('.') ? text : $"{text}.", Remedy, .. more is null ? Array.Empty<string>() : [more]]);
    }
}
