using System.Text.Json.Serialization;
using Serverless.Spaces;

namespace Serverless.Algorithms;

/// <summary>
/// A search algorithm that is asked for candidates and told the results of their evaluation. It does no input or output and is not thread-safe.
/// </summary>
/// <remarks>
/// It is deterministic: what it proposes depends only on its specification, space, seed and the observations it was given. It never proposes the same
/// candidate twice at the same fidelity, unless the candidate was dropped in between.
/// </remarks>
public interface ISearchAlgorithm
{
    /// <value>The fidelities at which it proposes candidates, cheapest first and full last. Most algorithms have only full.</value>
    IReadOnlyList<Fidelity> Fidelities { get; }

    /// <summary>Proposes new candidates, or known ones at a higher fidelity.</summary>
    /// <param name="count">The number of candidates to propose, at least 0.</param>
    /// <returns>
    /// The number of proposals asked for; fewer when every candidate of the space has been proposed, or when pending ones have to be observed before
    /// the next fidelity begins. If there are none while nothing is pending, the search has come to its end.
    /// </returns>
    IReadOnlyList<ProposedCandidate> Ask(int count);

    /// <summary>Takes in the observations of proposed candidates, in any order, and moves on to the next generation.</summary>
    /// <remarks>Candidates without an observation stay pending; they can be told later. An empty list changes nothing.</remarks>
    /// <exception cref="ArgumentException">
    /// A candidate is not pending, occurs twice, was proposed at another fidelity, or has the wrong number of objectives.
    /// </exception>
    void Tell(IReadOnlyList<Observation> observations);

    /// <summary>Withdraws proposals that will not be evaluated: those that were asked for as a choice and were not chosen.</summary>
    /// <remarks>The algorithm learns nothing from it and stays in its generation: its next proposals are bred from the same members.</remarks>
    /// <param name="candidates">Pending candidates, in any order.</param>
    /// <param name="mayReturn">
    /// Whether the candidates can be proposed again, as if they never had been; otherwise they stay known and are never proposed again.
    /// </param>
    /// <exception cref="ArgumentException">A candidate is not pending or occurs twice; nothing has been changed.</exception>
    void Drop(IReadOnlyList<CandidateId> candidates, bool mayReturn);

    /// <value>
    /// The complete current state; an algorithm created from it continues as this one would. O(candidates proposed), since it is built on each
    /// access.
    /// </value>
    AlgorithmState State { get; }
}

/// <summary>A candidate as an algorithm proposed it.</summary>
/// <param name="Id">The identifier of the candidate.</param>
/// <param name="Architecture">The genotype in the space's own notation.</param>
/// <param name="Parents">The candidates that it was made from; empty for samples.</param>
/// <param name="Operator">The operator that made it: <c>sample</c>, <c>crossover</c>, <c>mutation</c> ..., or <see cref="SeedOperator"/>.</param>
/// <param name="Fidelity">How thoroughly to evaluate it: the name of a <see cref="Serverless.Algorithms.Fidelity"/> of the algorithm.</param>
public sealed record ProposedCandidate(
    CandidateId Id,
    string Architecture,
    IReadOnlyList<CandidateId> Parents,
    string Operator,
    string Fidelity = Algorithms.Fidelity.FullName)
{
    /// <summary>The operator of the candidates that a search was given to start with.</summary>
    public const string SeedOperator = "seed";

    /// <value>The trained network whose weights its training starts with; null for random weights.</value>
    public WeightInheritance? Inherits { get; init; }

    /// <value>Whether the search was given this candidate to start with.</value>
    [JsonIgnore]
    public bool IsSeed => Operator == SeedOperator;
}

/// <summary>The result of one proposed candidate.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Status">How the evaluation ended; only evaluated candidates have objectives.</param>
/// <param name="Objectives">One value per objective, smaller is better; empty unless evaluated. A NaN loses to every number.</param>
/// <param name="Violation">The sum of the constraint violations; 0 if feasible.</param>
/// <param name="Fidelity">How thoroughly it was evaluated: the fidelity that it was proposed at.</param>
public sealed record Observation(
    CandidateId Candidate,
    ObservationStatus Status,
    IReadOnlyList<double> Objectives,
    double Violation,
    string Fidelity = Fidelity.FullName)
{
    /// <value>
    /// What was known before any training, smaller is better: the zero-cost metrics that the algorithm's description asks for, in its order, then the
    /// objectives that are known without training. A missing value is not finite. The number of values is always the same; empty if the algorithm
    /// asks for none.
    /// </value>
    public IReadOnlyList<double> Metrics { get; init; } = [];

    /// <value>
    /// For each constraint that only an evaluation can check, how far its value lies outside, without a unit; negative inside, NaN if the value is
    /// not known. The number of values is always the same; empty if there is no such constraint, or if the margins are not reported.
    /// </value>
    public IReadOnlyList<double> Margins { get; init; } = [];
}

/// <summary>How the evaluation of a proposed candidate ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ObservationStatus>))]
public enum ObservationStatus
{
    /// <summary>The candidate was evaluated and its objectives are known.</summary>
    [JsonStringEnumMemberName("evaluated")]
    Evaluated,

    /// <summary>The candidate violates a constraint and was not evaluated.</summary>
    [JsonStringEnumMemberName("infeasible")]
    Infeasible,

    /// <summary>The candidate could not be evaluated, or the budget did not cover it.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>
    /// The candidate was compared by what is known before any training, and was not trained: there are metrics but no objectives. Reported only to
    /// algorithms that ask for zero-cost metrics; the others are told that it failed.
    /// </summary>
    [JsonStringEnumMemberName("screened")]
    Screened,
}
