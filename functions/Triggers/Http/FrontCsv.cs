using System.Globalization;
using System.Text;
using Serverless.Core.Devices;
using Serverless.Core.Fronts;
using Serverless.Core.Objectives;
using Serverless.Core.Tables;

namespace Serverless.Functions.Triggers.Http;

/// <summary>Writes a front as CSV (RFC 4180): a header with units, then one row per member.</summary>
static class FrontCsv
{
    public static string Write(FrontDocument front)
    {
        string[] objectives = [.. front.Objectives.Select(objective => objective.Name)];
        string[] metrics =
        [
            .. front.Members.SelectMany(member => member.Metrics.Keys).Distinct()
                .Where(name => !objectives.Contains(name)).Order(StringComparer.Ordinal),
        ];

        Objective[] predicted = [.. front.Objectives.Where(objective => front.Members.Any(member => member.Predicted?.Values.ContainsKey(objective.Name) == true))];
        var hasScores = front.Members.Any(member => member.Predicted?.Score is not null);

        var text = new StringBuilder();
        text.Append(CsvCell.Line(
            [
                "candidate", "architecture", "generation", .. front.Objectives.Select(Header), .. metrics.Select(Header),
                .. predicted.SelectMany(objective => new[] { $"predicted {Header(objective)}", $"predicted spread {Header(objective)}" }),
                .. hasScores ? ["predicted score"] : Array.Empty<string>(),
            ]));
        foreach (var member in front.Members)
        {
            text.Append(CsvCell.Line(
                [
                    member.Candidate.Value,
                    member.Architecture,
                    member.Generation.ToString(CultureInfo.InvariantCulture),
                    .. objectives.Select(name => Number(member.Objectives, name)),
                    .. metrics.Select(name => Number(member.Metrics, name)),
                    .. predicted.SelectMany(objective => new[] { Number(member.Predicted?.Values, objective.Name), Number(member.Predicted?.Spreads, objective.Name) }),
                    .. hasScores ? [Number(member.Predicted?.Score)] : Array.Empty<string>(),
                ]));
        }

        return text.ToString();
    }

    static string Header(Objective objective) => objective.Unit is { } unit ? $"{objective.Name} [{unit}]" : Header(objective.Name);

    // testAccuracy and other metrics that are no objectives have the unit of the metric whose name they end with, and the spread of a latency
    // has the unit of the latency; its counts have none.
    static string Header(string name)
    {
        var metric = name.Split('@')[0];
        var unit = metric is LatencyDetail.Spread or LatencyDetail.Interval
            ? Metric.LatencyMs.Unit
            : Metric.All.FirstOrDefault(known => metric.EndsWith(known.Name, StringComparison.OrdinalIgnoreCase))?.Unit;
        return string.IsNullOrEmpty(unit) ? name : $"{name} [{unit}]";
    }

    static string Number(IReadOnlyDictionary<string, double>? values, string name) =>
        Number(values is not null && values.TryGetValue(name, out var value) ? value : null);

    static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
