using System.Text.Json.Serialization;

namespace Serverless.Core.Objectives;

/// <summary>A metric to optimise, and which way.</summary>
public sealed record Objective
{
    /// <value>A name from <see cref="Metric.All"/>, unit included: <c>accuracy</c>, <c>latencyMs</c>, <c>parameters</c> ...</value>
    public required string Metric { get; init; }

    public required Goal Goal { get; init; }

    /// <value>The device that a device metric is of; null for all others.</value>
    public string? Device { get; init; }

    /// <value>
    /// The worst value of interest, in the metric's own unit and direction: this objective's coordinate of the hypervolume
    /// reference point. Null: inferred once from the first generation and shown.
    /// </value>
    public double? Threshold { get; init; }

    /// <value>Of a metric that a program of the user's reports: its unit, for people; null when none was given, and for all others.</value>
    public string? Unit { get; init; }

    /// <summary>The key of this objective in every map of results: the metric, with <c>@device</c> when it is measured on one.</summary>
    [JsonIgnore]
    public string Name => Device is null ? Metric : $"{Metric}@{Device}";

    /// <summary>Turns a value into one that is better when smaller; its own inverse.</summary>
    public double Minimised(double value) => Goal == Goal.Minimise ? value : -value;
}

/// <summary>Which way a metric is better. Inside, everything is minimised; the conversion happens once, in <see cref="Objective"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Goal>))]
public enum Goal
{
    [JsonStringEnumMemberName("minimise")]
    Minimise,

    [JsonStringEnumMemberName("maximise")]
    Maximise,
}
