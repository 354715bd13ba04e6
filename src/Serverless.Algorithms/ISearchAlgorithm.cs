using Serverless.Domain.Searches;

namespace Serverless.Algorithms;

/// <summary>An optimiser that is asked for candidates and told what became of them. No input or output, not thread-safe.</summary>
/// <remarks>
/// Deterministic: what it proposes is a function of its specification, space, seed and what it was told. It never proposes the same
/// candidate twice.
/// </remarks>
public interface ISearchAlgorithm
{
    /// <summary>Proposes new candidates.</summary>
    /// <param name="count">At least 0.</param>
    /// <returns>As many as asked for; fewer only when every candidate of the space has been proposed.</returns>
    IReadOnlyList<ProposedCandidate> Ask(int count);

    /// <summary>Takes in what became of proposed candidates, in any order, and turns to the next generation.</summary>
    /// <remarks>Candidates that are not among the observations stay pending and may be told later. No observations, no change.</remarks>
    /// <exception cref="ArgumentException">A candidate is not pending or told twice, or its objectives are of the wrong number.</exception>
    void Tell(IReadOnlyList<Observation> observations);

    /// <value>All it knows, at any time; an algorithm made from it continues as this one does.</value>
    AlgorithmState State { get; }
}
