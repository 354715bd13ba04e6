using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.ModelBased.Candidates;

/// <summary>
/// Draws samples that are spread over sizes: candidates are divided by analytic size into strata of equal count, and one is drawn from each in turn.
/// </summary>
/// <param name="space">The space; a large one is stratified by a sample of it.</param>
/// <param name="seed">The seed of that sample.</param>
/// <param name="strata">The number of strata.</param>
sealed class StratifiedDesign(SearchSpace space, long seed, int strata)
{
    const int Samples = 1024;

    /// <summary>The number of draws from a stratum, and then from all, before a candidate that violates a known constraint is accepted.</summary>
    const int Attempts = 50;

    Architecture[]? _bySize;

    /// <summary>Draws a sample from the stratum whose turn it is, if possible one that satisfies the known constraints.</summary>
    public Architecture Draw(int turn, ProblemDefinition problem, RandomStream random)
    {
        _bySize ??= [.. Candidates().OrderBy(space.Features.SizeOf)];
        var stratum = turn % strata;
        var (from, to) = (_bySize.Length * stratum / strata, _bySize.Length * (stratum + 1) / strata);
        var drawn = Next();
        for (var attempt = 1; attempt < 2 * Attempts && problem.IsFeasible?.Invoke(drawn) == false; attempt++)
        {
            // A size limit can leave whole strata without feasible candidates, so later attempts draw from all strata.
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
