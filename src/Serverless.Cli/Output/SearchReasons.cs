using System.Globalization;
using System.Text.Json.Nodes;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches;

namespace Serverless.Cli.Output;

/// <summary>Explains the state of a search: what ended it or keeps it waiting, then the outcomes of its candidates by reason, with counts.</summary>
public static class SearchReasons
{
    /// <summary>
    /// Returns the reasons of the search itself, one for each group of candidates with the same status and reason, by status and then largest
    /// first, and one for each violated constraint.
    /// </summary>
    /// <param name="search">The search.</param>
    /// <param name="evaluations">All evaluations that have ended.</param>
    public static IReadOnlyList<SearchReason> Of(SearchDocument search, IReadOnlyList<Evaluation> evaluations)
    {
        ArgumentNullException.ThrowIfNull(search);
        ArgumentNullException.ThrowIfNull(evaluations);
        return
        [
            new SearchReason(search.State.ToString(), null, Standing(search), null),
            .. (search.Waits ?? []).Select(wait => new SearchReason("waits for", null, WaitText.Line(wait), null)),
            .. evaluations.GroupBy(evaluation => (What: Words(evaluation), Reason: ReasonOf(evaluation)))
                .OrderBy(group => group.Key.What, StringComparer.Ordinal).ThenByDescending(group => group.Count())
                .Select(group => new SearchReason(group.Key.What, group.Count(), group.Key.Reason, group.First().Candidate.Value)),
            .. (search.Outcomes?.Misses ?? []).Select(miss => new SearchReason("constraint", miss.Count, OutcomeText.Miss(miss), null)),
        ];
    }

    /// <summary>Formats the reasons for users.</summary>
    public static Table Table(IReadOnlyList<SearchReason> reasons) => new(
        [new Column("what"), new Column("count", true), new Column("why"), new Column("for example")],
        [.. reasons.Select(reason => (IReadOnlyList<string>)[reason.What, reason.Count?.ToString(CultureInfo.InvariantCulture) ?? "", PlainText.Of(reason.Why), PlainText.Of(reason.Example)])]);

    /// <summary>Formats the reasons for programs: a JSON array with one object per line.</summary>
    public static string Json(IReadOnlyList<SearchReason> reasons)
    {
        ArgumentNullException.ThrowIfNull(reasons);
        return $"[\n{string.Join(",\n", reasons.Select(reason => new JsonObject
        {
            ["what"] = reason.What,
            ["count"] = reason.Count,
            ["why"] = reason.Why,
            ["example"] = reason.Example,
        }.ToJsonString()))}\n]";
    }

    static string Standing(SearchDocument search)
    {
        string[] parts =
        [
            StopReasonText.Of(search.StopReason),
            search.Error ?? "",
            search.Note ?? "",
            search.PausedAt is { } paused ? $"paused since {Durations.Text(paused)}{(search.ResumesAt is { } resumes ? $", resumes {Durations.Text(resumes)}" : ", until it is resumed")}" : "",
            OutcomeText.WhyEmpty(search.FrontSize, search.Outcomes) ?? "",
        ];
        var said = string.Join("; ", parts.Where(part => part.Length > 0));
        return said.Length > 0 ? said : search.State == SearchStatus.Running ? "no budget is used up yet" : "it has not started";
    }

    static string ReasonOf(Evaluation evaluation) => evaluation switch
    {
        { Failure: { } failure } => failure.Reason,
        { Status: EvaluationStatus.Completed, Cached: true } => "its results came from the evaluation cache",
        { Status: EvaluationStatus.Completed } => "evaluated completely",
        { Status: EvaluationStatus.EarlyStopped, Rungs: [.., { Decision: { } decision } last] } =>
            string.Create(CultureInfo.InvariantCulture, $"others were better at rung {last.Rung} ({last.Epochs} epochs), by {decision.Rule}"),
        { Status: EvaluationStatus.EarlyStopped, Rungs: [.., { } last] } =>
            string.Create(CultureInfo.InvariantCulture, $"the algorithm requested {last.Epochs} epochs (rung {last.Rung})"),
        { Status: EvaluationStatus.Infeasible } => "violated a constraint",
        _ => evaluation.Error ?? "",
    };

    // As outcomes are counted: an evaluation that was given up after errors has failed.
    static string Words(Evaluation evaluation) => evaluation switch
    {
        { Failure: not null } => "failed",
        { Status: EvaluationStatus.EarlyStopped } => "stopped early",
        _ => evaluation.Status.ToString().ToLowerInvariant(),
    };
}

/// <summary>One reason.</summary>
/// <param name="What">The state of the search, what it waits for, or a status of candidates.</param>
/// <param name="Count">The number of candidates; null for a reason of the search itself.</param>
/// <param name="Why">The reason, for users.</param>
/// <param name="Example">A candidate; null where there is none.</param>
public sealed record SearchReason(string What, int? Count, string Why, string? Example);
