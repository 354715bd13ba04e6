using Serverless.Algorithms.GpEhvi;
using Serverless.Algorithms.Options;
using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Variation;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.ModelBased.Candidates;

/// <summary>Draws candidates from a space too large to enumerate: neighbours, mutants and crossovers of the best, and samples.</summary>
static class CandidatePool
{
    const int Size = 2_000;
    const int MostParents = 40;

    /// <summary>
    /// Draws a quarter each of mutants, crossovers and neighbours of the best, and of samples, in canonical form; some can be known already.
    /// </summary>
    public static IEnumerable<Architecture> Draw(SearchSpace space, IReadOnlyList<Member> members, RandomStream random)
    {
        var variation = new GenotypeVariation(
            new AlgorithmSpecification { Name = GpEhviAlgorithm.AlgorithmName, Crossover = CrossoverNames.Uniform }, space);
        Member[] parents = [.. ConstrainedSort.Fronts(members).SelectMany(front => front).Take(MostParents).Select(index => members[index])];
        if (parents.Length > 0)
        {
            Architecture[] neighbours = [.. parents.SelectMany(parent => space.Neighbours(parent.Architecture))];
            for (var i = 0; i < Size / 4; i++)
            {
                var (first, second) = (parents[random.NextInt(parents.Length)], parents[random.NextInt(parents.Length)]);
                yield return space.Canonicalise(variation.Mutate(first.Architecture, random));
                yield return space.Canonicalise(variation.Cross(first.Architecture, second.Architecture, random));
                yield return space.Canonicalise(neighbours.Length > 0 ? neighbours[random.NextInt(neighbours.Length)] : first.Architecture);
            }
        }

        for (var i = 0; i < Size / 4; i++)
        {
            yield return space.Canonicalise(space.Sample(random));
        }
    }
}
