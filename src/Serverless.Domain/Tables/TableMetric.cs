using Serverless.Domain.Objectives;

namespace Serverless.Domain.Tables;

/// <summary>A column of a table that architectures can be judged by; its name is the column's.</summary>
public sealed record TableMetric
{
    public required string Column { get; init; }

    public required Goal Goal { get; init; }

    /// <value>Shown to people; empty for counts.</value>
    public string Unit { get; init; } = "";

    /// <value>
    /// What guessing reaches: an architecture that is not better than this computes nothing of use, and counts in no comparison.
    /// Null: every architecture counts.
    /// </value>
    public double? ChanceLevel { get; init; }

    /// <summary>Turns a value into one that is better when smaller; its own inverse.</summary>
    public double Minimised(double value) => Goal == Goal.Minimise ? value : -value;

    /// <summary>Whether a value is better than chance.</summary>
    public bool Counts(double value) => ChanceLevel is not { } chance || Minimised(value) < Minimised(chance);
}
