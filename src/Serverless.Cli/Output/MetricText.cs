using Serverless.Core.Devices;
using Serverless.Core.Objectives;

namespace Serverless.Cli.Output;

/// <summary>Formats the names and values of metrics for users.</summary>
public static class MetricText
{
    const int MostDigits = 7;

    /// <summary>Returns the name in words with its unit, for example <c>latency ms</c>.</summary>
    /// <param name="name">A key of a result map: a metric, with <c>@device</c> when there is one.</param>
    public static string Header(string name) => Unit(name) is { Length: > 0 } unit ? $"{Words(name)} {unit}" : Words(name);

    /// <summary>Returns the name in words, without unit and device.</summary>
    public static string Words(string name) => MetricOf(name) switch
    {
        "accuracy" => "accuracy",
        "testAccuracy" => "test accuracy",
        "latencyMs" => "latency",
        "energyMj" => "energy",
        LatencyDetail.Spread => "latency spread",
        LatencyDetail.Interval => "latency 95 % interval",
        LatencyDetail.Repeats => "latency repeats",
        LatencyDetail.Outliers => "latency outliers",
        LatencyDetail.Speed => "machine speed",
        LatencyDetail.Unscaled => "unscaled latency",
        "parameters" => "parameters",
        "macs" => "MACs",
        "bitOperations" => "bit operations",
        "peakMemoryBytes" => "peak memory",
        "logSynflow" => "log synflow",
        "jacobianCovariance" => "jacobian covariance",
        "gradientNorm" => "gradient norm",
        var other => PlainText.Of(other),
    };

    /// <summary>Returns the unit; empty for counts and unknown metrics.</summary>
    public static string Unit(string name) => MetricOf(name) switch
    {
        "testAccuracy" => "%",
        LatencyDetail.Spread or LatencyDetail.Interval or LatencyDetail.Unscaled => "ms",
        var metric => Metric.Find(metric)?.Unit ?? "",
    };

    /// <summary>Returns the unit of an objective: the one in the request or, without one, that of the metric.</summary>
    public static string Unit(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return objective.Unit is { } unit ? PlainText.Of(unit) : Unit(objective.Name);
    }

    /// <summary>Returns an objective's name in words with its unit.</summary>
    public static string Header(Objective objective) => Unit(objective) is { Length: > 0 } unit ? $"{Words(objective.Name)} {unit}" : Words(objective.Name);

    /// <summary>Returns the device after the <c>@</c>, or null.</summary>
    public static string? Device(string name) => name.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at ? PlainText.Of(name[(at + 1)..]) : null;

    /// <summary>Formats a value with its meaningful digits, or with all digits for programs; empty for null.</summary>
    /// <param name="name">As in <see cref="Header(string)"/>.</param>
    /// <param name="value">The value in the metric's own unit.</param>
    /// <param name="form">The form of the number, for users or programs.</param>
    public static string Value(string name, double? value, NumberForm form = NumberForm.Readable) => value is not { } number ? ""
        : form == NumberForm.Exact ? SignificantDigits.RoundTrip(number)
        : SignificantDigits.Text(number, Precision(name).Decimals, Precision(name).Digits);

    /// <summary>Formats a column of values for users: where two differ, with as many more digits as distinguish them, up to seven.</summary>
    /// <param name="name">As in <see cref="Header(string)"/>.</param>
    /// <param name="values">The values in the metric's own unit; null where there is none.</param>
    public static IReadOnlyList<string> Column(string name, IReadOnlyList<double?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var different = values.Distinct().Count();
        var (decimals, least) = Precision(name);
        for (var digits = least; ; digits++)
        {
            string[] texts = [.. values.Select(value => value is { } number ? SignificantDigits.Text(number, decimals, digits) : "")];
            if (digits == MostDigits || texts.Distinct().Count() == different)
            {
                return texts;
            }
        }
    }

    // Returns the smallest meaningful numbers of decimals and significant digits.
    static (int Decimals, int Digits) Precision(string name) => Unit(name) switch
    {
        "%" => (2, 2),
        "ms" => (4, 2),
        _ => (0, 3),
    };

    static string MetricOf(string name) => name.Split('@', 2)[0];
}
