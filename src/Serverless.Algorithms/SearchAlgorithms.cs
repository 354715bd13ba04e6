using Serverless.Algorithms.Nsga2;
using Serverless.Domain.Searches;
using Serverless.Domain.Spaces;

namespace Serverless.Algorithms;

/// <summary>The algorithms that requests can name.</summary>
public static class SearchAlgorithms
{
    /// <summary>Their names, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } = [Nsga2Algorithm.AlgorithmName, RandomSearch.AlgorithmName];

    /// <summary>Makes an algorithm, new or as its state left it.</summary>
    /// <exception cref="ArgumentException">There is no such algorithm, or the state is of another algorithm, space or seed.</exception>
    public static ISearchAlgorithm Create(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
    {
        if (state is not null && (state.Algorithm != specification.Name || state.Space != space.Name || state.Seed != seed))
        {
            throw new ArgumentException(
                $"The state is of {state.Algorithm} on {state.Space} with seed {state.Seed}, "
                + $"not of {specification.Name} on {space.Name} with seed {seed}.",
                nameof(state));
        }

        return specification.Name switch
        {
            Nsga2Algorithm.AlgorithmName => new Nsga2Algorithm(specification.PopulationSize, space, seed, state),
            RandomSearch.AlgorithmName => new RandomSearch(space, seed, state),
            _ => throw new ArgumentException(
                $"There is no algorithm '{specification.Name}'; there are {string.Join(", ", Names)}.", nameof(specification)),
        };
    }
}
