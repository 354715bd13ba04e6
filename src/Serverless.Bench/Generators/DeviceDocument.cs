using Serverless.Bench.Statistics;

namespace Serverless.Bench.Generators;

/// <summary>The whole answer, as <c>--output json</c> writes it.</summary>
public sealed record DeviceDocument
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>Runs of each method, with seeds 1 to this.</value>
    public required int Seeds { get; init; }

    /// <value>Of a search of one device.</value>
    public required int Evaluations { get; init; }

    /// <value>Of all devices together: of all searches, and of a fit with all answers.</value>
    public required int Total { get; init; }

    /// <value>Of the total, those that generators are fitted to.</value>
    public required int Fitted { get; init; }

    /// <value>Of the total, those that are answered for each device.</value>
    public required int Answers { get; init; }

    /// <value>What known devices measured for a fit: no evaluations, since nothing is trained.</value>
    public required int CostMeasurements { get; init; }

    /// <value>What a device that is asked for measured.</value>
    public required int References { get; init; }

    /// <value>Devices that generators are fitted to.</value>
    public required IReadOnlyList<string> Known { get; init; }

    /// <value>The search that the others are compared with; null when there is none.</value>
    public string? Baseline { get; init; }

    /// <value>Devices that are asked for, with what no method can do better than.</value>
    public required IReadOnlyList<DeviceCeiling> Devices { get; init; }

    /// <value>In the order they were asked for.</value>
    public required IReadOnlyList<DeviceMethodReport> Methods { get; init; }
}

/// <summary>What there is to find for a device.</summary>
/// <param name="Name">Of the device.</param>
/// <param name="Column">Of the table.</param>
/// <param name="Connected">The true front's hypervolume, min-max over architectures that are better than chance, reference point (1, 1).</param>
/// <param name="Tight">The true front's, scaled by its ideal and nadir, reference point (1.1, 1.1).</param>
public sealed record DeviceCeiling(string Name, string Column, double Connected, double Tight);

/// <summary>What one method reached.</summary>
public sealed record DeviceMethodReport
{
    public required string Label { get; init; }

    /// <value>Whether it was fitted once for all devices.</value>
    public required bool IsGenerator { get; init; }

    public required IReadOnlyList<DeviceHypervolume> Devices { get; init; }

    /// <value>The mean over devices of the tight fraction.</value>
    public required Quartiles Mean { get; init; }

    /// <value>Devices on which the median of what it is ahead of the baseline by, seed by seed, is above 0; null for the baseline.</value>
    public int? Wins { get; init; }

    /// <value>Of the tight fractions of all devices and seeds, in pairs; null for the baseline.</value>
    public SignedRankTest? AgainstBaseline { get; init; }

    public required Quartiles FitSeconds { get; init; }

    /// <value>Of a question for a device; null for a search.</value>
    public Quartiles? AnswerMilliseconds { get; init; }

    /// <value>Answers under budgets; none of a search.</value>
    public required IReadOnlyList<BudgetReport> Budgets { get; init; }
}

/// <summary>Hypervolume that a method reached for a device.</summary>
/// <param name="Device">Which.</param>
/// <param name="TightFraction">As a fraction of the true front's.</param>
/// <param name="Connected">As it is.</param>
/// <param name="Lead">The median over seeds of how far its tight fraction is ahead of the baseline's; null for the baseline.</param>
public sealed record DeviceHypervolume(string Device, Quartiles TightFraction, Quartiles Connected, double? Lead);

/// <summary>Answers under a budget.</summary>
/// <param name="Device">For which device.</param>
/// <param name="Budget">The decile, 1 to 10.</param>
/// <param name="Gap">How much worse the first answer is than the best that the table has within the budget, in points.</param>
/// <param name="Within">The share of seeds whose first answer keeps the budget.</param>
/// <param name="ShareWithin">The share of ten answers that do.</param>
public sealed record BudgetReport(string Device, int Budget, Quartiles Gap, double Within, double ShareWithin);
