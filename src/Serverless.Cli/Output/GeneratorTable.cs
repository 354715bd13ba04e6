using System.Globalization;
using Serverless.Core.Devices;
using Serverless.Core.Generators;

namespace Serverless.Cli.Output;

/// <summary>Formats generators and their answers for users: one per row, or one with all details.</summary>
public static class GeneratorTable
{
    /// <summary>Formats one generator per row.</summary>
    public static Table List(IReadOnlyList<GeneratorEntry> generators) => Table.Of(
        [
            new Column("id", Fit: ColumnFit.Whole), new Column("kind"), new Column("status"), new Column("progress", Fit: ColumnFit.Optional), new Column("created", Fit: ColumnFit.Optional),
            new Column("space", Fit: ColumnFit.Optional), new Column("quality", Fit: ColumnFit.Optional), new Column("cost", Fit: ColumnFit.Optional),
            new Column("devices", true, ColumnFit.Optional), new Column("examples", true, ColumnFit.Optional), new Column("fit s", true, ColumnFit.Optional),
        ],
        form => [.. generators.Select(generator => (IReadOnlyList<string>)[
            PlainText.Of(generator.Id),
            PlainText.Of(generator.Kind),
            generator.Status.ToString(),
            generator.Progress is { } progress ? Progress(progress) : "",
            Durations.Text(generator.CreatedAt),
            PlainText.Of(generator.Space.Name),
            PlainText.Of(generator.Quality.Name),
            PlainText.Of(generator.Cost.Name),
            Number(generator.Devices.Count),
            Number(generator.Examples),
            Seconds(generator.FitSeconds, form),
        ])]);

    /// <summary>Formats one fact per row.</summary>
    public static Table Facts(GeneratorEntry generator) =>
        Table.Of([new Column("fact"), new Column("value")], form => Facts(generator, form));

    /// <summary>Formats one architecture per row.</summary>
    public static Table Answer(GeneratorAnswer answer)
    {
        string[] names = [.. answer.Architectures.SelectMany(architecture => architecture.Predicted.Keys).Distinct()];
        return Table.Of(
            [
                new Column("candidate", Fit: ColumnFit.Whole),
                .. names.SelectMany(name => new[] { new Column(PlainText.Of(name), true), new Column("±", true) }),
                new Column("architecture", Fit: ColumnFit.Optional),
            ],
            form => [.. answer.Architectures.Select(architecture => (IReadOnlyList<string>)[
                PlainText.Of(architecture.Candidate),
                .. names.SelectMany(name => new[] { Value(architecture.Predicted, name, form), Value(architecture.Deviations, name, form) }),
                PlainText.Of(architecture.Architecture),
            ])]);
    }

    /// <summary>Formats one reference architecture per row.</summary>
    public static Table References(IReadOnlyList<string> references) => new(
        [new Column("reference architecture", Fit: ColumnFit.Whole)], [.. references.Select(reference => (IReadOnlyList<string>)[PlainText.Of(reference)])]);

    /// <summary>Formats the progress of a fit, for example <c>generator 200/500</c>.</summary>
    public static string Progress(GeneratorProgress progress) => $"{PlainText.Of(progress.Stage)} {Number(progress.Done)}/{Number(progress.Total)}";

    static IReadOnlyList<IReadOnlyList<string>> Facts(GeneratorEntry generator, NumberForm form)
    {
        List<(string Name, string Value)> facts =
        [
            ("id", PlainText.Of(generator.Id)),
            ("kind", PlainText.Of(generator.Kind)),
            ("status", generator.Status.ToString()),
            ("progress", generator.Progress is { } progress ? Progress(progress) : ""),
            ("error", PlainText.Of(generator.Error)),
            ("created", Durations.Text(generator.CreatedAt)),
            ("searches", PlainText.Of(string.Join(", ", generator.Searches))),
            ("rows of", generator.Table is { } table ? $"{PlainText.Of(table.Name)} ({Number(table.Rows)})" : ""),
            ("space", PlainText.Of(generator.Space.Name)),
            ("networks", PlainText.Of(MeasuredSkeleton.Of(generator.Space, generator.Shape).ToString()[2..])),
            ("dataset", PlainText.Of(generator.Dataset)),
            ("fidelity", PlainText.Of(generator.Fidelity)),
            ("quality", PlainText.Of(generator.Quality.Name)),
            ("cost", PlainText.Of(generator.Cost.Name)),
            ("examples", Number(generator.Examples)),
            ("steps", generator.Steps is { } steps ? Number(steps) : ""),
            ("balancer", PlainText.Of(generator.Balancer)),
            ("held-out spearman, quality", SurrogateTable.Correlation(generator.HeldOut?.Spearman is [{ } spearman] ? spearman : null, form)),
            .. generator.Devices.Select(device => ($"device {PlainText.Of(device.Name)}", Device(device, form))),
            ("references", $"{Number(generator.References.Count)}: serverless generator references {PlainText.Of(generator.Id)}"),
            ("fit s", Seconds(generator.FitSeconds ?? generator.Progress?.Seconds, form)),
        ];
        return [.. facts.Where(fact => fact.Value.Length > 0).Select(fact => (IReadOnlyList<string>)[fact.Name, fact.Value])];
    }

    static string Device(GeneratorDevice device, NumberForm form)
    {
        var range = $"{Text(device.ReferenceValues.Min(), form)} to {Text(device.ReferenceValues.Max(), form)}";
        return device.Spearman is { } spearman ? $"{range}; held-out spearman {SurrogateTable.Correlation(spearman, form)}" : range;
    }

    static string Value(IReadOnlyDictionary<string, double> values, string name, NumberForm form) => values.TryGetValue(name, out var value) ? Text(value, form) : "";

    static string Text(double value, NumberForm form) =>
        form == NumberForm.Exact ? SignificantDigits.RoundTrip(value) : SignificantDigits.Text(value, decimals: 3, digits: 2);

    static string Seconds(double? value, NumberForm form) => value is not { } seconds ? ""
        : form == NumberForm.Exact ? SignificantDigits.RoundTrip(seconds)
        : seconds.ToString("0.0", CultureInfo.InvariantCulture);

    static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
