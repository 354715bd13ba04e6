using Serverless.Bench.Statistics;

namespace Serverless.Bench.Generators;

/// <summary>The complete answer, as written by <c>--output json</c>.</summary>
public sealed record DeviceDocument
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>The number of runs of each method, with seeds 1 to this.</value>
    public required int Seeds { get; init; }

    /// <value>The number of evaluations of a search for one device.</value>
    public required int Evaluations { get; init; }

    /// <value>The number of evaluations for all devices together: of all searches, or of a fit with all its answers.</value>
    public required int Total { get; init; }

    /// <value>How many of the total are the architectures that generators are fitted to.</value>
    public required int Fitted { get; init; }

    /// <value>How many of the total are answered for each device.</value>
    public required int Answers { get; init; }

    /// <value>The number of cost measurements on known devices for a fit; they are not evaluations, since nothing is trained.</value>
    public required int CostMeasurements { get; init; }

    /// <value>The number of measurements on a device that is asked for.</value>
    public required int References { get; init; }

    /// <value>The devices that generators are fitted to.</value>
    public required IReadOnlyList<string> Known { get; init; }

    /// <value>The search that the other methods are compared with; null if there is none.</value>
    public string? Baseline { get; init; }

    /// <value>The devices that are asked for, with the best values that any method can reach.</value>
    public required IReadOnlyList<DeviceCeiling> Devices { get; init; }

    /// <value>The reports of the methods, in the order in which they were asked for.</value>
    public required IReadOnlyList<DeviceMethodReport> Methods { get; init; }
}

/// <summary>The best values that can be reached for a device.</summary>
/// <param name="Name">The name of the device.</param>
/// <param name="Column">The column of the table.</param>
/// <param name="Connected">
/// The true front's hypervolume, min-max scaled over architectures that are better than chance, with reference point (1, 1).
/// </param>
/// <param name="Tight">The true front's hypervolume, scaled by its ideal and nadir, with reference point (1.1, 1.1).</param>
public sealed record DeviceCeiling(string Name, string Column, double Connected, double Tight);

/// <summary>The results of one method.</summary>
public sealed record DeviceMethodReport
{
    public required string Label { get; init; }

    /// <value>Whether the method is a generator, fitted once for all devices.</value>
    public required bool IsGenerator { get; init; }

    public required IReadOnlyList<DeviceHypervolume> Devices { get; init; }

    /// <value>The mean over devices of the tight fraction.</value>
    public required Quartiles Mean { get; init; }

    /// <value>The number of devices on which the median of its lead over the baseline, seed by seed, is above 0; null for the baseline.</value>
    public int? Wins { get; init; }

    /// <value>The test of the tight fractions, the mean over devices for each seed, in pairs with the baseline's; null for the baseline.</value>
    public SignedRankTest? AgainstBaseline { get; init; }

    public required Quartiles FitSeconds { get; init; }

    /// <value>The time of one question for a device, in milliseconds; null for a search.</value>
    public Quartiles? AnswerMilliseconds { get; init; }

    /// <value>The answers under budgets; empty for a search.</value>
    public required IReadOnlyList<BudgetReport> Budgets { get; init; }
}

/// <summary>The hypervolume that a method reached for a device.</summary>
/// <param name="Device">The name of the device.</param>
/// <param name="TightFraction">The tight hypervolume as a fraction of the true front's.</param>
/// <param name="Connected">The connected hypervolume itself.</param>
/// <param name="Lead">The median over seeds of the lead of its tight fraction over the baseline's; null for the baseline.</param>
public sealed record DeviceHypervolume(string Device, Quartiles TightFraction, Quartiles Connected, double? Lead);

/// <summary>The answers under a budget.</summary>
/// <param name="Device">The name of the device.</param>
/// <param name="Budget">The decile, 1 to 10.</param>
/// <param name="Gap">How much worse the first answer is than the best architecture of the table within the budget, in points.</param>
/// <param name="Within">The share of seeds whose first answer is within the budget.</param>
/// <param name="ShareWithin">The share of ten answers that are within the budget.</param>
public sealed record BudgetReport(string Device, int Budget, Quartiles Gap, double Within, double ShareWithin);
