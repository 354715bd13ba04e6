using System.Text.Json.Serialization;
using Serverless.Spaces;

namespace Serverless.Algorithms;

/// <summary>An optimiser that is asked for candidates and told what became of them. No input or output, not thread-safe.</summary>
/// <remarks>
/// Deterministic: what it proposes is a function of its specification, space, seed and what it was told. It never proposes the same
/// candidate twice at the same fidelity, unless that was dropped in between.
/// </remarks>
public interface ISearchAlgorithm
{
    /// <value>The fidelities that it proposes candidates at, the cheapest first; the last is full. Most have full alone.</value>
    IReadOnlyList<Fidelity> Fidelities { get; }

    /// <summary>Proposes new candidates, or known ones at a higher fidelity.</summary>
    /// <param name="count">At least 0.</param>
    /// <returns>
    /// As many as asked for; fewer when every candidate of the space has been proposed, or when those that are pending have to be told
    /// before the next fidelity begins. None while nothing is pending: the search is at its end.
    /// </returns>
    IReadOnlyList<ProposedCandidate> Ask(int count);

    /// <summary>Takes in what became of proposed candidates, in any order, and turns to the next generation.</summary>
    /// <remarks>Candidates that are not among the observations stay pending and may be told later. No observations, no change.</remarks>
    /// <exception cref="ArgumentException">
    /// A candidate is not pending or told twice, was proposed at another fidelity, or its objectives are of the wrong number.
    /// </exception>
    void Tell(IReadOnlyList<Observation> observations);

    /// <summary>Takes proposals back that nobody will evaluate: what was asked for to choose from, and was not chosen.</summary>
    /// <remarks>The algorithm learns nothing from it, and its generation stays: what it is asked next is bred by the same members.</remarks>
    /// <param name="candidates">Pending ones, in any order.</param>
    /// <param name="mayReturn">
    /// Whether they may be proposed again, as if they never had been; otherwise they stay known and never come again.
    /// </param>
    /// <exception cref="ArgumentException">A candidate is not pending or dropped twice; nothing has changed.</exception>
    void Drop(IReadOnlyList<CandidateId> candidates, bool mayReturn);

    /// <value>All it knows, at any time; an algorithm made from it continues as this one does. O(candidates proposed), built each time.</value>
    AlgorithmState State { get; }
}

/// <summary>A candidate as an algorithm proposed it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Architecture">Its genotype in the space's own notation.</param>
/// <param name="Parents">Candidates it was made from; empty for samples.</param>
/// <param name="Operator">How it was made: <c>sample</c>, <c>crossover</c>, <c>mutation</c> ..., or <see cref="SeedOperator"/>.</param>
/// <param name="Fidelity">How thoroughly to evaluate it: the name of a <see cref="Serverless.Algorithms.Fidelity"/> of the algorithm.</param>
public sealed record ProposedCandidate(
    CandidateId Id,
    string Architecture,
    IReadOnlyList<CandidateId> Parents,
    string Operator,
    string Fidelity = Algorithms.Fidelity.FullName)
{
    /// <summary>The operator of what a search was given to begin with.</summary>
    public const string SeedOperator = "seed";

    /// <value>Whose weights its training begins with; null: nobody's, with random ones.</value>
    public WeightInheritance? Inherits { get; init; }

    /// <value>Whether the search was given it to begin with.</value>
    [JsonIgnore]
    public bool IsSeed => Operator == SeedOperator;
}

/// <summary>What became of one proposed candidate.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Status">Whether there are objectives.</param>
/// <param name="Objectives">One value per objective, better when smaller; empty unless evaluated. A NaN loses to every number.</param>
/// <param name="Violation">Sum of the constraints' violations; 0 when feasible.</param>
/// <param name="Fidelity">How thoroughly it was evaluated: the fidelity that it was proposed at.</param>
public sealed record Observation(
    CandidateId Candidate,
    ObservationStatus Status,
    IReadOnlyList<double> Objectives,
    double Violation,
    string Fidelity = Fidelity.FullName)
{
    /// <value>
    /// What was known before any training, better when smaller: the zero-cost metrics that the algorithm's description asks for, in its order, then
    /// the objectives that take no training. Not finite where one is missing. Always as many; empty where the algorithm asks for none.
    /// </value>
    public IReadOnlyList<double> Metrics { get; init; } = [];

    /// <value>
    /// For each constraint that only an evaluation tells how far its value lies outside, without a unit; negative inside, NaN where the value is not
    /// known. Always as many; empty where there is no such constraint, or nobody tells.
    /// </value>
    public IReadOnlyList<double> Margins { get; init; } = [];
}

/// <summary>What became of a proposed candidate.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ObservationStatus>))]
public enum ObservationStatus
{
    /// <summary>Its objectives are known.</summary>
    [JsonStringEnumMemberName("evaluated")]
    Evaluated,

    /// <summary>It violates a constraint and was not evaluated.</summary>
    [JsonStringEnumMemberName("infeasible")]
    Infeasible,

    /// <summary>It could not be evaluated, or the budget did not cover it.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>
    /// It was compared by what is known before any training, and not trained: there are metrics and no objectives. Told to algorithms that ask for
    /// zero-cost metrics; others are told that it failed.
    /// </summary>
    [JsonStringEnumMemberName("screened")]
    Screened,
}
