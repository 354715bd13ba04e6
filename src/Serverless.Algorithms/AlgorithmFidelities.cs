using Serverless.Algorithms.ShEmoa;
using Serverless.Spaces;

namespace Serverless.Algorithms;

/// <summary>Determines the fidelities that an algorithm uses from its options alone.</summary>
public static class AlgorithmFidelities
{
    // The fidelities of an algorithm are the same in every space, so any space will do.
    static readonly NasBench201Space Space = new();

    /// <summary>Gets the fidelities at which the algorithm proposes candidates, as in <see cref="ISearchAlgorithm.Fidelities"/>.</summary>
    /// <exception cref="ArgumentException">There is no algorithm of that name.</exception>
    public static IReadOnlyList<Fidelity> Of(AlgorithmSpecification specification) =>
        SearchAlgorithms.Create(specification, Space, seed: 0, state: null).Fidelities;

    /// <summary>
    /// Gets what the algorithm proposes at each lower fidelity before its first candidate at full fidelity; empty if it starts at full fidelity.
    /// </summary>
    /// <remarks>The counts assume that no candidate is infeasible or fails; otherwise fewer candidates are proposed again.</remarks>
    /// <exception cref="ArgumentException">There is no algorithm of that name.</exception>
    public static IReadOnlyList<FidelityStage> BeforeFull(AlgorithmSpecification specification) =>
        SearchAlgorithms.Create(specification, Space, seed: 0, state: null) is ShEmoaAlgorithm staged ? staged.Stages : [];

    /// <summary>Computes how many steps (epochs) the algorithm asks for until its first candidate at full fidelity has been trained.</summary>
    /// <param name="specification">The algorithm and its options.</param>
    /// <param name="steps">The number of steps after which a candidate has reached each fidelity, in ascending order.</param>
    /// <exception cref="ArgumentException">There is no algorithm of that name.</exception>
    public static long StepsToFull(AlgorithmSpecification specification, IReadOnlyList<int> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var (sum, before) = (0L, 0);
        foreach (var (stage, of) in BeforeFull(specification).Zip(steps))
        {
            sum += ((long)stage.New * of) + ((long)stage.Again * (of - before));
            before = of;
        }

        return sum + steps[^1] - before;
    }
}
