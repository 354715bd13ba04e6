using System.Text.Json.Serialization;

namespace Serverless.Core.Objectives;

/// <summary>A bound that a candidate must keep; one that does not is infeasible, and is not trained where that is known before its training.</summary>
public sealed record Constraint
{
    /// <value>A metric by name (see <see cref="MetricSource"/>): <c>parameters</c>, <c>macs</c>, <c>latencyMs</c>; a column in a search of a table.</value>
    public required string Metric { get; init; }

    /// <value>The device that a device metric is of; null for all others.</value>
    public string? Device { get; init; }

    /// <value>Inclusive upper bound, or null.</value>
    public double? AtMost { get; init; }

    /// <value>Inclusive lower bound, or null.</value>
    public double? AtLeast { get; init; }

    /// <summary>The key of what it bounds in every map of results, as of an objective: the metric, with <c>@device</c> when it is of one.</summary>
    [JsonIgnore]
    public string Name => Device is null ? Metric : $"{Metric}@{Device}";

    /// <summary>How far a value lies outside, in the metric's unit; 0 inside. NaN counts as infinitely far.</summary>
    public double Violation(double value) =>
        double.IsNaN(value)
            ? double.PositiveInfinity
            : Math.Max(0, Math.Max(value - (AtMost ?? double.PositiveInfinity), (AtLeast ?? double.NegativeInfinity) - value));
}

/// <summary>Compares values with several constraints.</summary>
public static class Constraints
{
    /// <summary>The sum of the violations of those constraints whose values are known; 0 where all of these are kept.</summary>
    /// <param name="constraints">A search's.</param>
    /// <param name="metrics">Values by <see cref="Constraint.Name"/>; may lack some.</param>
    public static double ViolationBy(this IReadOnlyList<Constraint> constraints, IReadOnlyDictionary<string, double> metrics)
    {
        ArgumentNullException.ThrowIfNull(constraints);
        ArgumentNullException.ThrowIfNull(metrics);
        return constraints.Sum(constraint => metrics.TryGetValue(constraint.Name, out var value) ? constraint.Violation(value) : 0);
    }
}
