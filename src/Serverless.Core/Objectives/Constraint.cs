namespace Serverless.Core.Objectives;

/// <summary>A bound that a candidate must keep; one that does not is infeasible and is never trained.</summary>
public sealed record Constraint
{
    /// <value>A metric that is known before training (see <see cref="MetricSource"/>): <c>parameters</c>, <c>macs</c>.</value>
    public required string Metric { get; init; }

    /// <value>Inclusive upper bound, or null.</value>
    public double? AtMost { get; init; }

    /// <value>Inclusive lower bound, or null.</value>
    public double? AtLeast { get; init; }

    /// <summary>How far a value lies outside, in the metric's unit; 0 inside. NaN counts as infinitely far.</summary>
    public double Violation(double value) =>
        double.IsNaN(value)
            ? double.PositiveInfinity
            : Math.Max(0, Math.Max(value - (AtMost ?? double.PositiveInfinity), (AtLeast ?? double.NegativeInfinity) - value));
}
