using System.Globalization;
using Serverless.Domain.Devices;
using Serverless.Domain.Objectives;

namespace Serverless.Cli.Output;

/// <summary>How metrics are named and written for people.</summary>
public static class MetricText
{
    /// <summary>The name in words with its unit, for example <c>latency ms</c>.</summary>
    /// <param name="name">A key of a result map: a metric, with <c>@device</c> when there is one.</param>
    public static string Header(string name) => Unit(name) is { Length: > 0 } unit ? $"{Words(name)} {unit}" : Words(name);

    /// <summary>The name in words, without unit and device.</summary>
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
        "parameters" => "parameters",
        "flops" => "FLOPs",
        "peakMemoryBytes" => "peak memory",
        "logSynflow" => "log synflow",
        "jacobianCovariance" => "jacobian covariance",
        "gradientNorm" => "gradient norm",
        var other => PlainText.Of(other),
    };

    /// <summary>The unit, or nothing for counts and unknown metrics.</summary>
    public static string Unit(string name) => MetricOf(name) switch
    {
        "testAccuracy" => "%",
        LatencyDetail.Spread or LatencyDetail.Interval => "ms",
        var metric => Metric.Find(metric)?.Unit ?? "",
    };

    /// <summary>The device behind the <c>@</c>, or null.</summary>
    public static string? Device(string name) => name.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at ? PlainText.Of(name[(at + 1)..]) : null;

    /// <summary>The value with as many digits as mean something; nothing for null.</summary>
    public static string Value(string name, double? value)
    {
        if (value is not { } number)
        {
            return "";
        }

        var format = Unit(name) switch
        {
            "%" => "0.00",
            "ms" => "0.0000",
            _ => Math.Abs(number) >= 1000 ? "#,##0" : "0.###",
        };
        return number.ToString(format, CultureInfo.InvariantCulture);
    }

    static string MetricOf(string name) => name.Split('@', 2)[0];
}
