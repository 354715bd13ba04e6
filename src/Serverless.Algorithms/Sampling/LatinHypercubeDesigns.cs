using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Sampling;

/// <summary>Latin hypercubes, one after the other: in each, every choice of a decision comes up equally often, up to one.</summary>
/// <remarks>
/// McKay, Beckman, Conover 1979. Point k of a design of N takes the cell π(k) of N on each decision's axis, π a random permutation of
/// its own, and a uniform place in that cell.
/// </remarks>
/// <param name="space">What to sample.</param>
/// <param name="seed">Of the permutations.</param>
/// <param name="size">Points of a design, at least 1.</param>
sealed class LatinHypercubeDesigns(SearchSpace space, long seed, int size)
{
    int[][] _cells = [];
    int _design = -1;

    /// <summary>A point of the sequence of designs.</summary>
    /// <param name="index">From 0.</param>
    /// <param name="random">Of its places in its cells.</param>
    public Architecture Point(int index, RandomStream random)
    {
        var (design, point) = Math.DivRem(index, size);
        if (design != _design)
        {
            _design = design;
            _cells = [.. space.Dimensions.Select((_, decision) => Permutation(design, decision))];
        }

        Span<int> genotype = stackalloc int[_cells.Length];
        for (var decision = 0; decision < genotype.Length; decision++)
        {
            var choices = space.Dimensions[decision].Choices.Count;
            var place = (_cells[decision][point] + random.NextDouble()) / size;
            genotype[decision] = Math.Min((int)(place * choices), choices - 1);
        }

        return space.Create(genotype);
    }

    /// <summary>Streams of negative generations are no proposal's.</summary>
    int[] Permutation(int design, int decision)
    {
        var random = RandomStream.For(seed, -1 - design, decision);
        int[] cells = [.. Enumerable.Range(0, size)];
        for (var i = cells.Length - 1; i > 0; i--)
        {
            var other = random.NextInt(i + 1);
            (cells[i], cells[other]) = (cells[other], cells[i]);
        }

        return cells;
    }
}
