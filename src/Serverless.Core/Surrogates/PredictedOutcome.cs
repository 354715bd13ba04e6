using System.Collections.ObjectModel;
using Serverless.Algorithms.Acquisition;

namespace Serverless.Core.Surrogates;

/// <summary>What was predicted of a candidate before it was evaluated, to stand beside what was measured.</summary>
public sealed record PredictedOutcome
{
    static readonly IReadOnlyDictionary<string, double> Nothing = ReadOnlyDictionary<string, double>.Empty;

    /// <value>The surrogate's id.</value>
    public required string Surrogate { get; init; }

    /// <value>Objective name to the members' mean, in the objective's unit; empty when it gives scores alone.</value>
    public IReadOnlyDictionary<string, double> Values { get; init => field = value ?? Nothing; } = Nothing;

    /// <value>Objective name to the standard deviation of what the members say.</value>
    public IReadOnlyDictionary<string, double> Spreads { get; init => field = value ?? Nothing; } = Nothing;

    /// <value>The members' mean score, better when larger; null when it gives values alone.</value>
    public double? Score { get; init; }

    /// <value>The standard deviation of the members' scores.</value>
    public double? ScoreSpread { get; init; }

    /// <value>The fidelity that this is a prediction of: <c>full</c>, or that of a rung.</value>
    public required string Fidelity { get; init; }

    /// <value>Why it was chosen.</value>
    public required ChoiceReason Reason { get; init; }

    /// <value>What it was worth when it was chosen: expected gain of hypervolume, score, or how unknown it was; null if the algorithm chose.</value>
    public double? Worth { get; init; }
}
