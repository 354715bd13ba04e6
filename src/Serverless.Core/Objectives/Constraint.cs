using System.Text.Json.Serialization;
using Serverless.Algorithms;
using Serverless.Core.Evaluations;

namespace Serverless.Core.Objectives;

/// <summary>A bound that a candidate must keep; one that does not is infeasible, and is not trained where that is known before its training.</summary>
public sealed record Constraint
{
    /// <value>A metric by name (see <see cref="MetricSource"/>): <c>parameters</c>, <c>macs</c>, <c>latencyMs</c>; a column in a search of a table.</value>
    public required string Metric { get; init; }

    /// <value>The device that a device metric is of; null for all others.</value>
    public string? Device { get; init; }

    /// <value>Of a metric that training tells: the rung whose value is bounded, by its epochs; null: the whole training's. Null for all others.</value>
    public int? AtEpochs { get; init; }

    /// <value>Inclusive upper bound, or null.</value>
    public double? AtMost { get; init; }

    /// <value>Inclusive lower bound, or null.</value>
    public double? AtLeast { get; init; }

    /// <summary>The key of what it bounds in every map of results, as of an objective: the metric, with <c>@device</c> when it is of one.</summary>
    [JsonIgnore]
    public string Name => Device is null ? Metric : $"{Metric}@{Device}";

    /// <value>Whether only training tells it, so that its value depends on how far a candidate was trained.</value>
    [JsonIgnore]
    public bool TakesTraining => Objectives.Metric.Find(Metric)?.Source == MetricSource.Training;

    /// <summary>What it bounds of an evaluation; null where that is not known.</summary>
    public double? ValueOf(Evaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var metrics = AtEpochs is { } epochs ? evaluation.Rungs?.FirstOrDefault(rung => rung.Epochs == epochs)?.Metrics : null;
        metrics ??= !TakesTraining || evaluation.Fidelity == Fidelity.NameOf(AtEpochs) ? evaluation.Metrics : null;
        return metrics?.TryGetValue(Name, out var value) == true ? value : null;
    }

    /// <summary>How far a value lies outside, in the metric's unit; 0 inside. NaN counts as infinitely far.</summary>
    public double Violation(double value) =>
        double.IsNaN(value)
            ? double.PositiveInfinity
            : Math.Max(0, Math.Max(value - (AtMost ?? double.PositiveInfinity), (AtLeast ?? double.NegativeInfinity) - value));

    /// <summary>
    /// How far a value lies outside the nearer bound, negative inside, without a unit: the logarithm of their ratio where both are positive, and
    /// a share of the bound otherwise. NaN for NaN.
    /// </summary>
    public double Margin(double value) => Math.Max(
        AtMost is { } most ? Beyond(value, most, value - most) : double.NegativeInfinity,
        AtLeast is { } least ? Beyond(least, value, least - value) : double.NegativeInfinity);

    double Beyond(double larger, double smaller, double distance) => larger > 0 && smaller > 0
        ? Math.Log(larger / smaller)
        : distance / Scale;

    /// <value>What a bound is a share of: the larger one's magnitude, 1 where that is 0.</value>
    double Scale => Math.Max(Math.Abs(AtMost ?? 0), Math.Abs(AtLeast ?? 0)) is > 0 and var magnitude ? magnitude : 1;

    /// <summary><see cref="Violation"/> as a share of the bound.</summary>
    internal double RelativeViolation(double value) => Violation(value) / Scale;
}
