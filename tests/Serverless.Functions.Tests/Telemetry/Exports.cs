using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Serverless.Application.Telemetry;

namespace Serverless.Functions.Tests.Telemetry;

/// <summary>Exports to memory, until it is disposed of.</summary>
sealed class Exports : IDisposable
{
    readonly List<Activity> _spans = [];
    readonly List<Metric> _metrics = [];
    readonly TracerProvider _traces;
    readonly MeterProvider _meters;

    public Exports()
    {
        _traces = Sdk.CreateTracerProviderBuilder().AddSource(Spans.SourceName).AddInMemoryExporter(_spans).Build();
        _meters = Sdk.CreateMeterProviderBuilder().AddMeter(Instruments.MeterName).AddInMemoryExporter(_metrics).Build();
    }

    public IReadOnlyList<Activity> Ended()
    {
        _traces.ForceFlush();
        return [.. _spans];
    }

    /// <summary>What an instrument shows now: its value, or the count of a histogram, by the values of attributes in the order of their names, joined by blanks.</summary>
    public IReadOnlyDictionary<string, double> Read(string instrument)
    {
        _metrics.Clear();
        _meters.ForceFlush();
        var values = new Dictionary<string, double>();
        foreach (var metric in _metrics.Where(metric => metric.Name == instrument))
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                var tags = new SortedDictionary<string, object?>(StringComparer.Ordinal);
                foreach (var tag in point.Tags)
                {
                    tags.Add(tag.Key, tag.Value);
                }

                values[string.Join(' ', tags.Values)] = metric.MetricType switch
                {
                    MetricType.LongSum => point.GetSumLong(),
                    MetricType.LongGauge => point.GetGaugeLastValueLong(),
                    MetricType.DoubleGauge => point.GetGaugeLastValueDouble(),
                    _ => point.GetHistogramCount(),
                };
            }
        }

        return values;
    }

    public void Dispose()
    {
        _traces.Dispose();
        _meters.Dispose();
    }
}
