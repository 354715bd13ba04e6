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
}
