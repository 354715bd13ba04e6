using System.Globalization;

namespace Serverless.Core.Evaluations;

/// <summary>How evaluations of a search have ended so far, as far as its limit of failures needs to know. Pure: every change gives a new count.</summary>
/// <param name="Ended">Evaluations that finished or failed; with rungs, each rung that a candidate was trained to.</param>
/// <param name="Failed">Those that failed.</param>
/// <param name="InRow">How many of the latest failed, one after the other, for the same reason.</param>
/// <param name="Last">The latest failure; null when there was none.</param>
public sealed record FailureCount(int Ended = 0, int Failed = 0, int InRow = 0, EvaluationFailure? Last = null)
{
    /// <summary>Where a request sets no limit: so many of the first <see cref="First"/> end a search ...</summary>
    public const int MostOfFirst = 5;

    /// <summary>... and so do so many in a row with the same reason.</summary>
    public const int MostInRow = 5;

    /// <summary>Evaluations by which a search is judged that sets no limit.</summary>
    public const int First = 10;

    const string HowToAllowMore = "The request's maxFailures allows more.";
    const string Remedy = "Mend the cause and start the search again; finished trainings are reused.";

    /// <summary>Counts one evaluation more.</summary>
    /// <param name="failure">Null when it finished.</param>
    public FailureCount Add(EvaluationFailure? failure) => failure is null
        ? this with { Ended = Ended + 1, InRow = 0 }
        : new(Ended + 1, Failed + 1, failure.Reason == Last?.Reason ? InRow + 1 : 1, failure);

    /// <summary>Why the search is to fail after the evaluation that was added last: the reason and the remedy; null when it may go on.</summary>
    /// <remarks>To be asked after each: what is too many of the first evaluations is not of all.</remarks>
    /// <param name="maximumFailures">How many may fail, at least 0; null when the request sets no limit.</param>
    public string? Verdict(int? maximumFailures) =>
        InRow == 0 ? null
        : Last is { IsShared: true } ? Text($"No evaluation of this search can succeed, and no retry helps: {Last.Reason}")
        : maximumFailures is { } most
            ? Failed <= most ? null : Text($"{Failed} evaluations failed, and maxFailures allows {most}. The latest: {Last!.Reason}")
        : InRow >= MostInRow ? Text($"{InRow} evaluations in a row failed for the same reason: {Last!.Reason}", HowToAllowMore)
        : Ended <= First && Failed >= MostOfFirst
            ? Text($"{Failed} of the first {Ended} evaluations failed. The latest: {Last!.Reason}", HowToAllowMore)
        : null;

    /// <summary>Why a search is to fail that ends with nothing but failures; null when something finished, or nothing failed.</summary>
    /// <param name="outcomes">Of all its evaluations; null where they were not counted.</param>
    public static string? VerdictAtEnd(OutcomeCounts? outcomes) =>
        outcomes is { Failed: > 0, Completed: 0, EarlyStopped: 0 }
            ? Text($"Nothing finished: {outcomes.Failed} {(outcomes.Failed == 1 ? "evaluation" : "evaluations")} failed. The commonest reason: {outcomes.Failures[0].Reason}")
            : null;

    static string Text(FormattableString what, string? more = null)
    {
        var text = what.ToString(CultureInfo.InvariantCulture);
        return string.Join(' ', [text.EndsWith('.') ? text : $"{text}.", Remedy, .. more is null ? Array.Empty<string>() : [more]]);
    }
}
