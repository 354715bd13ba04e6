using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.ModelBased.Candidates;

/// <summary>Samples that are spread over sizes: strata of equally many candidates by analytic size, one drawn from each in turn.</summary>
/// <param name="space">A large space is stratified by a sample of it.</param>
/// <param name="seed">Of that sample.</param>
/// <param name="strata">How many.</param>
sealed class StratifiedDesign(SearchSpace space, long seed, int strata)
{
    const int Samples = 1024;

    /// <summary>Draws from a stratum, and then from all, before one that violates a known constraint is taken.</summary>
    const int Attempts = 50;

    Architecture[]? _bySize;

    /// <summary>A sample of the stratum whose turn it is, if possible one that holds the known constraints.</summary>
    public Architecture Draw(int turn, ProblemDefinition problem, RandomStream random)
    {
        _bySize ??= [.. Candidates().OrderBy(space.Features.SizeOf)];
        var stratum = turn % strata;
        var (from, to) = (_bySize.Length * stratum / strata, _bySize.Length * (stratum + 1) / strata);
        var drawn = Next();
        for (var attempt = 1; attempt < 2 * Attempts && problem.IsFeasible?.Invoke(drawn) == false; attempt++)
        {
            // A limit of size leaves whole strata empty.
            (from, to) = attempt < Attempts ? (from, to) : (0, _bySize.Length);
            drawn = Next();
        }

        return drawn;

        Architecture Next() => _bySize[from + random.NextInt(Math.Max(1, to - from))];
    }

    IEnumerable<Architecture> Candidates()
    {
        if (CandidateCatalogue.IsEnumerable(space))
        {
            var all = CandidateCatalogue.OfAll(space);
            return all.Architectures.Where((_, place) => all.IsConnected[place]);
        }

        var random = RandomStream.For(seed, generation: int.MaxValue, index: 0);
        return Enumerable.Range(0, Samples).Select(_ => space.Canonicalise(space.Sample(random)));
    }
}
