using System.Globalization;
using Serverless.Core.Searches;

namespace Serverless.Cli.Output;

/// <summary>Formats searches for users: one per row, or one with all details.</summary>
public static class SearchTable
{
    /// <summary>Formats one search per row.</summary>
    public static Table List(IReadOnlyList<SearchDocument> searches) => Table.Of(
        [
            new Column("id", Fit: ColumnFit.Whole),
            new Column("name", Fit: ColumnFit.Optional),
            new Column("state", Fit: ColumnFit.Whole),
            new Column("stop reason", Fit: ColumnFit.Optional),
            new Column("created", Fit: ColumnFit.Optional),
            new Column("generation", true, ColumnFit.Optional),
            new Column("trainings", true, ColumnFit.Optional),
            new Column("front", true, ColumnFit.Optional),
            new Column("hypervolume", true, ColumnFit.Optional),
        ],
        form => [.. searches.Select(search => (IReadOnlyList<string>)[
            PlainText.Of(search.Id),
            PlainText.Of(search.Name),
            search.State.ToString(),
            StopReasonText.Of(search.StopReason),
            Durations.Text(search.CreatedAt),
            Number(search.Generation),
            Number(search.Budget.TrainingsUsed),
            Number(search.FrontSize),
            Hypervolume(search.Hypervolume, form),
        ])]);

    /// <summary>Formats one fact per row.</summary>
    public static Table Facts(SearchDocument search) =>
        Table.Of([new Column("fact"), new Column("value")], form => Facts(search, form));

    static IReadOnlyList<IReadOnlyList<string>> Facts(SearchDocument search, NumberForm form)
    {
        List<(string Name, string Value)> facts =
        [
            ("id", PlainText.Of(search.Id)),
            ("name", PlainText.Of(search.Name)),
            ("state", search.State.ToString()),
            ("stop reason", StopReasonText.Of(search.StopReason)),
            ("error", PlainText.Of(search.Error)),
            ("note", PlainText.Of(search.Note)),
            ("schedule", PlainText.Of(search.Schedule?.Id)),
            ("due", Durations.Text(search.Schedule?.DueAt)),
            ("late by", search.Schedule is { Late: true } late ? Durations.Text(TimeSpan.FromSeconds(late.LateBySeconds)) : ""),
            ("created", Durations.Text(search.CreatedAt)),
            ("started", Durations.Text(search.StartedAt)),
            ("pause requested", Durations.Text(search.PauseRequestedAt)),
            ("paused since", Durations.Text(search.PausedAt)),
            ("resumes", Durations.Text(search.ResumesAt)),
            ("completed", Durations.Text(search.CompletedAt)),
            ("generation", Limited(search.Generation, search.Budget.Limits.Generations)),
            ("trainings", Limited(search.Budget.TrainingsUsed, search.Budget.Limits.Trainings)),
            ("trainings reserved", Number(search.Budget.TrainingsReserved)),
            ("trainings cached", Number(search.Budget.TrainingsCached)),
            .. Epochs(search),
            ("evaluations", Limited(search.Budget.EvaluationsSpent, search.Budget.Limits.Evaluations)),
            .. OutcomeText.Facts(search),
            ("worker seconds", Seconds(search.Budget.WorkerSeconds, form)),
            ("GPU seconds", BudgetText.GpuSeconds(search.Budget)),
            ("cost", BudgetText.Cost(search.Budget)),
            .. SurrogateFacts.Of(search.Surrogate),
            ("front size", Number(search.FrontSize)),
            ("hypervolume", Hypervolume(search.Hypervolume, form)),
            ("target hypervolume", Hypervolume(search.Budget.Limits.TargetHypervolume, form)),
            ("no improvement for", BudgetText.WithoutImprovement(search.Budget)),
            ("reference point", ReferencePoint(search.ReferencePoint, form)),
            ("reference from", search.ReferencePointOrigin is { } origin ? FrontNotes.Inferred(origin) : ""),
        ];
        facts.AddRange((search.Waits ?? []).Select(wait => ("waits for", WaitText.Line(wait))));
        facts.AddRange((search.Extensions ?? []).Select(extension => ("extended", Extension(extension))));
        return [.. facts.Where(fact => fact.Value.Length > 0).Select(fact => (IReadOnlyList<string>)[fact.Name, fact.Value])];
    }

    /// <summary>Describes an extension, for example <c>2026-01-01T12:00:00Z by 6 trainings, after its end (trainings used up)</c>.</summary>
    public static string Extension(SearchExtension extension)
    {
        var end = extension.StopReason is { } reason ? $", after its end ({StopReasonText.Of(reason)})" : "";
        return $"{Durations.Text(extension.At)} by {BudgetText.Of(extension.Added)}{end}";
    }

    /// <summary>Formats a reference point, for example <c>accuracy 50.00 %, latency 5.0000 ms</c>.</summary>
    public static string ReferencePoint(IReadOnlyDictionary<string, double>? point, NumberForm form = NumberForm.Readable) =>
        string.Join(", ", (point ?? new Dictionary<string, double>()).Select(axis =>
            $"{MetricText.Words(axis.Key)} {MetricText.Value(axis.Key, axis.Value, form)} {MetricText.Unit(axis.Key)}".TrimEnd()));

    /// <summary>Formats a hypervolume with four significant digits or more; empty for null.</summary>
    public static string Hypervolume(double? value, NumberForm form = NumberForm.Readable) => value is not { } volume ? ""
        : form == NumberForm.Exact ? SignificantDigits.RoundTrip(volume)
        : SignificantDigits.Text(volume, decimals: Math.Abs(volume) >= 100 ? 2 : 4, digits: 4);

    // Searches without rungs and without a limit of epochs do not count epochs.
    static IEnumerable<(string Name, string Value)> Epochs(SearchDocument search) => search.Budget.EpochsPerTraining == 0
        ? []
        :
        [
            ("rung", search.Progress is { Rung: { } rung, Rungs: { } rungs } ? $"{Number(rung)} of {Number(rungs)}" : ""),
            ("epochs", Limited(search.Budget.EpochsUsed, search.Budget.Limits.Epochs)),
            ("epochs cached", search.Budget.EpochsCached > 0 ? Number(search.Budget.EpochsCached) : ""),
            ("epochs reserved", Number(search.Budget.EpochsReserved)),
            ("stopped early", Number(search.Budget.EarlyStopped)),
            ("epochs saved", Number(search.Budget.EpochsSaved)),
            ("rungs saved", RungSavings.Of(search.Budget) ?? ""),
        ];

    static string Limited(int used, int? limit) => limit is null ? Number(used) : $"{Number(used)} of {Number(limit.Value)}";

    static string Seconds(double value, NumberForm form) =>
        form == NumberForm.Exact ? SignificantDigits.RoundTrip(value) : value.ToString("0.0", CultureInfo.InvariantCulture);

    static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
