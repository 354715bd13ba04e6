using System.Globalization;
using Serverless.Core.Surrogates;

namespace Serverless.Cli.Output;

/// <summary>Formats surrogates for users: one per row, or one with all details.</summary>
public static class SurrogateTable
{
    /// <summary>Formats one surrogate per row.</summary>
    public static Table List(IReadOnlyList<SurrogateEntry> surrogates) => Table.Of(
        [
            new Column("id", Fit: ColumnFit.Whole), new Column("kind"), new Column("status"), new Column("created", Fit: ColumnFit.Optional),
            new Column("space", Fit: ColumnFit.Optional), new Column("predicts", Fit: ColumnFit.Optional),
            new Column("examples", true, ColumnFit.Optional), new Column("held-out tau", true, ColumnFit.Optional), new Column("fit s", true, ColumnFit.Optional),
        ],
        form => [.. surrogates.Select(surrogate => (IReadOnlyList<string>)[
            PlainText.Of(surrogate.Id),
            PlainText.Of(surrogate.Kind),
            surrogate.Status.ToString(),
            Durations.Text(surrogate.CreatedAt),
            PlainText.Of(surrogate.Space.Name),
            Targets(surrogate),
            Number(surrogate.Examples),
            Correlation(surrogate.Metadata?.HeldOut?.KendallTauB, form),
            Seconds(surrogate.FitSeconds, form),
        ])]);

    /// <summary>Formats one fact per row.</summary>
    public static Table Facts(SurrogateEntry surrogate) =>
        Table.Of([new Column("fact"), new Column("value")], form => Facts(surrogate, form));

    static IReadOnlyList<IReadOnlyList<string>> Facts(SurrogateEntry surrogate, NumberForm form)
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
            ("warm start", surrogate.WarmStart is not { } start ? "" : $"{PlainText.Of(start.Surrogate)} ({(start.Mode == WarmStartMode.FreezeEncoder ? "encoder frozen" : "fine-tuned")})"),
            ("space", PlainText.Of(surrogate.Space.Name)),
            ("dataset", PlainText.Of(surrogate.Dataset)),
            ("fidelity", PlainText.Of(surrogate.Fidelity)),
            ("predicts", Targets(surrogate)),
            ("members", Number(surrogate.Ensemble)),
            ("balancer", PlainText.Of(surrogate.Balancer)),
            ("examples", Number(surrogate.Examples)),
            ("training set", PlainText.Of(metadata?.Training.Hash)),
            ("held-out tau", Correlation(metadata?.HeldOut?.KendallTauB, form)),
            .. (metadata?.Platforms ?? []).Select(platform => ($"platform {PlainText.Of(platform.Name)}", Platform(platform, form))),
            .. (metadata?.HeldOut?.Spearman ?? []).Select((spearman, target) =>
                ($"held-out spearman, {PlainText.Of(metadata!.Targets[target].Name)}", Correlation(spearman, form))),
            ("fit s", Seconds(surrogate.FitSeconds, form)),
            ("model", PlainText.Of(surrogate.ModelBlob)),
        ];
        return [.. facts.Where(fact => fact.Value.Length > 0).Select(fact => (IReadOnlyList<string>)[fact.Name, fact.Value])];
    }

    /// <summary>Formats a correlation, for example <c>0.71</c>; empty for null.</summary>
    public static string Correlation(double? value, NumberForm form = NumberForm.Readable) => value is not { } number ? ""
        : form == NumberForm.Exact ? SignificantDigits.RoundTrip(number)
        : SignificantDigits.Text(number, decimals: 2, digits: 1);

    static string Platform(SurrogatePlatform platform, NumberForm form)
    {
        var ranks = PlainText.Of(string.Join(", ", platform.Targets));
        return platform.KendallTauB is { } tau ? $"{ranks}; held-out tau {Correlation(tau, form)}" : ranks;
    }

    static string Targets(SurrogateEntry surrogate) => PlainText.Of(string.Join(", ", surrogate.Targets.Select(target => target.Name)));

    static string Seconds(double? value, NumberForm form) => value is not { } seconds ? ""
        : form == NumberForm.Exact ? SignificantDigits.RoundTrip(seconds)
        : seconds.ToString("0.0", CultureInfo.InvariantCulture);

    static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
