using System.Globalization;
using Serverless.Domain.Surrogates;

namespace Serverless.Cli.Output;

/// <summary>Surrogates for people: one a row, or one with everything.</summary>
public static class SurrogateTable
{
    /// <summary>One surrogate a row.</summary>
    public static Table List(IReadOnlyList<SurrogateEntry> surrogates) => new(
        [
            new Column("id", Fit: ColumnFit.Whole), new Column("kind"), new Column("status"), new Column("created", Fit: ColumnFit.Optional),
            new Column("space", Fit: ColumnFit.Optional), new Column("predicts", Fit: ColumnFit.Optional),
            new Column("examples", true, ColumnFit.Optional), new Column("held-out tau", true, ColumnFit.Optional), new Column("fit s", true, ColumnFit.Optional),
        ],
        [.. surrogates.Select(surrogate => (IReadOnlyList<string>)[
            PlainText.Of(surrogate.Id),
            PlainText.Of(surrogate.Kind),
            surrogate.Status.ToString(),
            Durations.Text(surrogate.CreatedAt),
            PlainText.Of(surrogate.Space.Name),
            Targets(surrogate),
            Number(surrogate.Examples),
            Correlation(surrogate.Metadata?.HeldOut?.KendallTauB),
            Seconds(surrogate.FitSeconds),
        ])]);

    /// <summary>One fact a row.</summary>
    public static Table Facts(SurrogateEntry surrogate)
    {
        var metadata = surrogate.Metadata;
        List<(string Name, string Value)> facts =
        [
            ("id", PlainText.Of(surrogate.Id)),
            ("kind", PlainText.Of(surrogate.Kind)),
            ("status", surrogate.Status.ToString()),
            ("error", PlainText.Of(surrogate.Error)),
            ("created", Durations.Text(surrogate.CreatedAt)),
            ("search", PlainText.Of(surrogate.SearchId)),
            ("generation", surrogate.Generation is { } generation ? Number(generation) : ""),
            ("rows of", surrogate.Table is { } table ? $"{PlainText.Of(table.Name)} ({Number(table.Rows)})" : ""),
            ("begun at", surrogate.From is null ? "" : $"{PlainText.Of(surrogate.From)} ({(surrogate.Mode == FitStart.Heads ? "heads" : "fine-tuned")})"),
            ("space", PlainText.Of(surrogate.Space.Name)),
            ("dataset", PlainText.Of(surrogate.Dataset)),
            ("fidelity", PlainText.Of(surrogate.Fidelity)),
            ("predicts", Targets(surrogate)),
            ("members", Number(surrogate.Ensemble)),
            ("examples", Number(surrogate.Examples)),
            ("training set", PlainText.Of(metadata?.Training.Hash)),
            ("held-out tau", Correlation(metadata?.HeldOut?.KendallTauB)),
            .. (metadata?.HeldOut?.Spearman ?? []).Select((spearman, target) =>
                ($"held-out spearman, {PlainText.Of(metadata!.Targets[target].Name)}", Correlation(spearman))),
            ("fit s", Seconds(surrogate.FitSeconds)),
            ("model", PlainText.Of(surrogate.ModelBlob)),
        ];
        return new Table([new Column("fact"), new Column("value")], [.. facts.Where(fact => fact.Value.Length > 0).Select(fact => (IReadOnlyList<string>)[fact.Name, fact.Value])]);
    }

    /// <summary>For example <c>0.71</c>; nothing for null.</summary>
    public static string Correlation(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";

    static string Targets(SurrogateEntry surrogate) => PlainText.Of(string.Join(", ", surrogate.Targets.Select(target => target.Name)));

    static string Seconds(double? value) => value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "";

    static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
