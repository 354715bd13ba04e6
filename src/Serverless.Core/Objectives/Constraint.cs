using System.Text.Json.Serialization;
using Serverless.Algorithms;
using Serverless.Core.Evaluations;

namespace Serverless.Core.Objectives;

/// <summary>A bound on a metric. A candidate that violates it is infeasible, and is not trained if that is known before its training.</summary>
public sealed record Constraint
{
    /// <value>
    /// The name of a metric (see <see cref="MetricSource"/>): <c>parameters</c>, <c>macs</c>, <c>latencyMs</c>; a column in a search of a table.
    /// </value>
    public required string Metric { get; init; }

    /// <value>The device of a device metric; null for all others.</value>
    public string? Device { get; init; }

    /// <value>
    /// For a metric that needs training: the rung, in epochs, whose value is bounded; null: that of the whole training. Null for all others.
    /// </value>
    public int? AtEpochs { get; init; }

    /// <value>Inclusive upper bound, or null.</value>
    public double? AtMost { get; init; }

    /// <value>Inclusive lower bound, or null.</value>
    public double? AtLeast { get; init; }

    /// <summary>The key of the bounded metric in results, as for an objective: the metric, with <c>@device</c> if it depends on a device.</summary>
    [JsonIgnore]
    public string Name => Device is null ? Metric : $"{Metric}@{Device}";

    /// <value>Whether the metric needs training, so that its value depends on how far a candidate was trained.</value>
    [JsonIgnore]
    public bool TakesTraining => Objectives.Metric.Find(Metric)?.Source == MetricSource.Training;

    /// <summary>Returns the value of an evaluation that is bounded; null when it is not known.</summary>
    public double? ValueOf(Evaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        var metrics = AtEpochs is { } epochs ? evaluation.Rungs?.FirstOrDefault(rung => rung.Epochs == epochs)?.Metrics : null;
        metrics ??= !TakesTraining || evaluation.Fidelity == Fidelity.NameOf(AtEpochs) ? evaluation.Metrics : null;
        return metrics?.TryGetValue(Name, out var value) == true ? value : null;
    }

    /// <summary>Returns the distance of a value outside the bounds, in the metric's unit; 0 inside. NaN counts as infinite distance.</summary>
    public double Violation(double value) =>
        double.IsNaN(value)
            ? double.PositiveInfinity
            : Math.Max(0, Math.Max(value - (AtMost ?? double.PositiveInfinity), (AtLeast ?? double.NegativeInfinity) - value));

    /// <summary>
    /// Returns the distance of a value outside the nearer bound, negative inside, without a unit: the logarithm of their ratio if both are positive,
    /// otherwise a share of the bound. NaN for NaN.
    /// </summary>
    public double Margin(double value) => Math.Max(
        AtMost is { } most ? Beyond(value, most, value - most) : double.NegativeInfinity,
        AtLeast is { } least ? Beyond(least, value, least - value) : double.NegativeInfinity);

    double Beyond(double larger, double smaller, double distance) => larger > 0 && smaller > 0
        ? Math.Log(larger / smaller)
        : distance / Scale;

    /// <value>The scale of relative distances: the magnitude of the larger bound, or 1 if that is 0.</value>
    double Scale => Math.Max(Math.Abs(AtMost ?? 0), Math.Abs(AtLeast ?? 0)) is > 0 and var magnitude ? magnitude : 1;

    /// <summary>Returns <see cref="Violation"/> as a share of the bound.</summary>
    internal double RelativeViolation(double value) => Violation(value) / Scale;
}
