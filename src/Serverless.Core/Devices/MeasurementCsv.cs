using System.Globalization;
using Serverless.Core.Surrogates;

namespace Serverless.Core.Devices;

/// <summary>Reads and writes measurements of a device as CSV: the header <c>architecture,METRIC</c>, then one measurement per line.</summary>
/// <remarks>
/// A line before the header can describe the networks, see <see cref="MeasuredSkeleton"/>. The value follows the last comma; there are no quotes.
/// Spaces around cells and empty lines are ignored.
/// </remarks>
public static class MeasurementCsv
{
    const int MostErrors = 20;

    /// <summary>Returns the header for a metric.</summary>
    public static string HeaderOf(string metric) => $"architecture,{metric}";

    /// <summary>Returns one line of a file.</summary>
    public static string LineOf(DeviceMeasurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        return string.Create(CultureInfo.InvariantCulture, $"{measurement.Architecture},{measurement.Value:R}");
    }

    /// <summary>Reads a text; reports all errors at once.</summary>
    public static MeasurementReading Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.TrimStart('\ufeff').Split('\n').Select((line, index) => (Text: line.Trim(), Number: index + 1)).Where(line => line.Text.Length > 0).ToList();
        var errors = new List<string>();
        MeasuredSkeleton? skeleton = null;
        if (lines is [{ } first, ..] && first.Text.StartsWith(MeasuredSkeleton.Mark))
        {
            skeleton = MeasuredSkeleton.TryParse(first.Text);
            if (skeleton is null)
            {
                errors.Add($"line {first.Number}: This must describe the networks: {MeasuredSkeleton.Form}.");
            }

            lines.RemoveAt(0);
        }

        var metric = DeviceReader.Metrics.FirstOrDefault(known => lines is not [] && Cells(lines[0].Text) == ("architecture", known));
        if (metric is null)
        {
            errors.Add($"line {(lines is [] ? 1 : lines[0].Number)}: This must be the header {string.Join(" or ", DeviceReader.Metrics.Select(HeaderOf))}.");
        }

        var measurements = new List<DeviceMeasurement>();
        foreach (var (line, number) in lines.Skip(1))
        {
            var (architecture, value) = Cells(line);
            if (architecture.Length > 0 && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var cost) && double.IsFinite(cost) && cost > 0)
            {
                measurements.Add(new DeviceMeasurement(architecture, cost));
            }
            else
            {
                errors.Add($"line {number}: This must be an architecture, a comma and a number above 0 with a decimal point.");
            }
        }

        return errors.Count > 0
            ? new MeasurementReading(null, [], [.. errors.Take(MostErrors)])
            : new MeasurementReading(metric, measurements, []) { Skeleton = skeleton };
    }

    static (string First, string Last) Cells(string line) => line.LastIndexOf(',') is >= 0 and var comma ? (line[..comma].Trim(), line[(comma + 1)..].Trim()) : (line, "");
}

/// <summary>The result of reading measurements: the measurements, or the errors.</summary>
/// <param name="Metric">The metric of all measurements; null when there are errors.</param>
/// <param name="Measurements">The measurements, in the order of lines.</param>
/// <param name="Errors">One message per error, with its line.</param>
public sealed record MeasurementReading(string? Metric, IReadOnlyList<DeviceMeasurement> Measurements, IReadOnlyList<string> Errors)
{
    /// <value>The space and size of the networks; null when the text does not give them.</value>
    public MeasuredSkeleton? Skeleton { get; init; }
}
