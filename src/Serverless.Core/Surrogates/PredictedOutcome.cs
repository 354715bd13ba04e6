using System.Collections.ObjectModel;
using Serverless.Algorithms.Acquisition;

namespace Serverless.Core.Surrogates;

/// <summary>The outcome predicted for a candidate before it was evaluated, for comparison with what was measured.</summary>
public sealed record PredictedOutcome
{
    static readonly IReadOnlyDictionary<string, double> Nothing = ReadOnlyDictionary<string, double>.Empty;

    /// <value>The surrogate's id.</value>
    public required string Surrogate { get; init; }

    /// <value>Mean over the members by objective name, in the objective's unit; empty when the surrogate only gives scores.</value>
    public IReadOnlyDictionary<string, double> Values { get; init => field = value ?? Nothing; } = Nothing;

    /// <value>Standard deviation over the members, by objective name.</value>
    public IReadOnlyDictionary<string, double> Spreads { get; init => field = value ?? Nothing; } = Nothing;

    /// <value>Mean score over the members, better when larger; null when the surrogate only gives values.</value>
    public double? Score { get; init; }

    /// <value>Standard deviation of the members' scores.</value>
    public double? ScoreSpread { get; init; }

    /// <value>The fidelity for which this is a prediction: <c>full</c>, or that of a rung.</value>
    public required string Fidelity { get; init; }

    /// <value>The reason why the candidate was chosen.</value>
    public required ChoiceReason Reason { get; init; }

    /// <value>The criterion's value when it was chosen: expected gain of hypervolume, score, or uncertainty; null if the algorithm chose.</value>
    public double? Worth { get; init; }
}
