using Serverless.Spaces;

namespace Serverless.Core.Objectives;

/// <summary>What is counted from an architecture, as metrics.</summary>
public static class AnalyticMetrics
{
    /// <summary>The values of every <see cref="MetricSource.Analytic"/> metric, by name.</summary>
    public static Dictionary<string, double> ToMetrics(this ArchitectureCost cost) => new()
    {
        [Metric.Parameters.Name] = cost.Parameters,
        [Metric.Flops.Name] = cost.Flops,
        [Metric.PeakMemoryBytes.Name] = cost.PeakMemoryBytes,
    };
}
