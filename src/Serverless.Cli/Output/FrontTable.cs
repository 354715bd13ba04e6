using Serverless.Core.Devices;
using Serverless.Core.Fronts;
using Serverless.Core.Objectives;

namespace Serverless.Cli.Output;

/// <summary>Formats a front for users: the objectives first, then the other metrics, then the architecture.</summary>
public static class FrontTable
{
    static readonly string[] Known = ["testAccuracy", "parameters"];

    static readonly string Latency = $"{Metric.LatencyMs.Name}@";

    public static Table Of(FrontDocument front)
    {
        var objectives = front.Objectives.Select(objective => objective.Name).ToArray();
        string[] known = [.. objectives.Where(IsLatency).Select(SpreadOf), .. Known];
        var others = known.Except(objectives).Where(metric => front.Members.Any(member => member.Metrics.ContainsKey(metric))).ToArray();
        IReadOnlyList<string>[] texts =
        [
            .. objectives.Select(name => MetricText.Column(name, [.. front.Members.Select(member => Find(member.Objectives, name))])),
            .. others.Select(name => MetricText.Column(name, [.. front.Members.Select(member => Find(member.Metrics, name))])),
        ];
        return new Table(
            [
                .. objectives.Concat(others).Select(name => new Column(Header(front, name, [.. objectives, .. others]), IsNumber: true)),
                new Column("architecture"),
                new Column("candidate", Fit: ColumnFit.Whole),
            ],
            [.. front.Members.Select((member, row) => (IReadOnlyList<string>)[
                .. texts.Select(column => column[row]),
                PlainText.Of(member.Architecture),
                PlainText.Of(member.Candidate.Value),
            ])]);
    }

    static bool IsLatency(string objective) => objective.StartsWith(Latency, StringComparison.Ordinal);

    static string SpreadOf(string objective) => $"{LatencyDetail.Spread}@{objective[Latency.Length..]}";

    // The device is part of a header only where it is needed to distinguish two columns.
    static string Header(FrontDocument front, string name, string[] objectives) =>
        objectives.Count(other => MetricText.Words(other) == MetricText.Words(name)) > 1 && MetricText.Device(name) is { } device
            ? $"{MetricText.Header(name)} @{device}"
            : front.Objectives.FirstOrDefault(objective => objective.Name == name) is { } known ? MetricText.Header(known) : MetricText.Header(name);

    static double? Find(IReadOnlyDictionary<string, double> values, string name) => values.TryGetValue(name, out var value) ? value : null;
}
