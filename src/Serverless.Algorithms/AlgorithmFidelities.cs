using Serverless.Algorithms.ShEmoa;
using Serverless.Spaces;

namespace Serverless.Algorithms;

/// <summary>Tells the fidelities of an algorithm by its options alone.</summary>
public static class AlgorithmFidelities
{
    // Fidelities are the same in every space.
    static readonly NasBench201Space Space = new();

    /// <summary>The fidelities that the algorithm proposes candidates at, as in <see cref="ISearchAlgorithm.Fidelities"/>.</summary>
    /// <exception cref="ArgumentException">There is no such algorithm.</exception>
    public static IReadOnlyList<Fidelity> Of(AlgorithmSpecification specification) =>
        SearchAlgorithms.Create(specification, Space, seed: 0, state: null).Fidelities;

    /// <summary>What the algorithm proposes at each fidelity but full before its first candidate at full; empty where it begins with that.</summary>
    /// <remarks>While nothing is infeasible or fails, since less is then proposed again.</remarks>
    /// <exception cref="ArgumentException">There is no such algorithm.</exception>
    public static IReadOnlyList<FidelityStage> BeforeFull(AlgorithmSpecification specification) =>
        SearchAlgorithms.Create(specification, Space, seed: 0, state: null) is ShEmoaAlgorithm staged ? staged.Stages : [];

    /// <summary>How many steps (epochs) the algorithm asks for until its first candidate at full has been trained.</summary>
    /// <param name="specification">The algorithm's.</param>
    /// <param name="steps">After how many a candidate has each fidelity, ascending.</param>
    /// <exception cref="ArgumentException">There is no such algorithm.</exception>
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
