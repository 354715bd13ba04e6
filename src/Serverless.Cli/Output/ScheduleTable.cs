using System.Globalization;
using System.Text.Json;
using Serverless.Core.Schedules;

namespace Serverless.Cli.Output;

/// <summary>Formats schedules for users: one per row, or one with all details.</summary>
public static class ScheduleTable
{
    /// <summary>Formats one schedule per row.</summary>
    public static Table List(IReadOnlyList<ScheduleDocument> schedules) => new(
        [
            new Column("id", Fit: ColumnFit.Whole), new Column("expression"), new Column("time zone", Fit: ColumnFit.Optional), new Column("next due"),
            new Column("last search", Fit: ColumnFit.Whole), new Column("late s", true, ColumnFit.Optional),
            new Column("last skipped", Fit: ColumnFit.Optional), new Column("because", Fit: ColumnFit.Optional),
        ],
        [.. schedules.Select(schedule => (IReadOnlyList<string>)[
            PlainText.Of(schedule.Id),
            PlainText.Of(schedule.Definition.Expression),
            PlainText.Of(schedule.Definition.TimeZone),
            Durations.Text(schedule.NextDueAt),
            PlainText.Of(schedule.LastStart?.SearchId),
            schedule.LastStart is { Late: true } late ? late.LateBySeconds.ToString("0", CultureInfo.InvariantCulture) : "",
            Durations.Text(schedule.LastSkip?.DueAt),
            PlainText.Of(schedule.LastSkip?.Reason),
        ])]);

    /// <summary>Formats one fact per row; the latest due times last.</summary>
    public static Table Facts(ScheduleDocument schedule)
    {
        var definition = schedule.Definition;
        List<(string Name, string Value)> facts =
        [
            ("id", PlainText.Of(schedule.Id)),
            ("expression", PlainText.Of(definition.Expression)),
            ("time zone", PlainText.Of(definition.TimeZone)),
            ("device", PlainText.Of(definition.Device)),
            ("overlap", JsonNamingPolicy.KebabCaseLower.ConvertName(definition.Overlap.ToString())),
            ("paused outside", definition.PauseOutside is { } window ? $"{TimeOfDayConverter.Text(window.From)} to {TimeOfDayConverter.Text(window.To)}" : ""),
            ("runs", PlainText.Of(definition.Request.Name)),
            ("created", Durations.Text(schedule.CreatedAt)),
            ("changed", schedule.UpdatedAt == schedule.CreatedAt ? "" : Durations.Text(schedule.UpdatedAt)),
            ("next due", Durations.Text(schedule.NextDueAt)),
            ("waits since", Durations.Text(schedule.WaitingDueAt)),
            .. schedule.History.Select(outcome => ($"due {Durations.Text(outcome.DueAt)}", Outcome(outcome))),
        ];
        return new Table(
            [new Column("fact"), new Column("value")],
            [.. facts.Where(fact => fact.Value.Length > 0).Select(fact => (IReadOnlyList<string>)[fact.Name, fact.Value])]);
    }

    static string Outcome(ScheduleOutcome outcome)
    {
        var late = outcome.Late ? $", late by {Durations.Text(TimeSpan.FromSeconds(outcome.LateBySeconds))}" : "";
        var reason = outcome.Reason is null ? "" : $". {outcome.Reason}";
        return PlainText.Of(outcome.SearchId is null ? $"skipped{reason}" : $"search {outcome.SearchId}{late}{reason}");
    }
}
