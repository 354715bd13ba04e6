using System.Text.Json.Serialization;

namespace Serverless.Core.Objectives;

/// <summary>A metric to optimise, and its direction.</summary>
public sealed record Objective
{
    /// <value>A name from <see cref="Metric.All"/>, including the unit: <c>accuracy</c>, <c>latencyMs</c>, <c>parameters</c> ...</value>
    public required string Metric { get; init; }

    public required Goal Goal { get; init; }

    /// <value>The device of a device metric; null for all others.</value>
    public string? Device { get; init; }

    /// <value>
    /// The worst value of interest, in the metric's own unit and direction: this objective's coordinate of the hypervolume
    /// reference point. Null: it is inferred once, from the first generation, and shown.
    /// </value>
    public double? Threshold { get; init; }

    /// <value>For a metric that a program of the user reports: its unit, for display; null when none was given, and for all others.</value>
    public string? Unit { get; init; }

    /// <summary>The key of this objective in results: the metric, with <c>@device</c> if it depends on a device.</summary>
    [JsonIgnore]
    public string Name => Device is null ? Metric : $"{Metric}@{Device}";

    /// <summary>Converts a value into one that is better when smaller; its own inverse.</summary>
    public double Minimised(double value) => Goal == Goal.Minimise ? value : -value;
}

/// <summary>
/// The direction in which a metric is better. Internally everything is minimised; the conversion happens once, in <see cref="Objective"/>.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<Goal>))]
public enum Goal
{
    [JsonStringEnumMemberName("minimise")]
    Minimise,

    [JsonStringEnumMemberName("maximise")]
    Maximise,
}
