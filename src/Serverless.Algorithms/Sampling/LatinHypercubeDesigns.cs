using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Sampling;

/// <summary>Generates Latin hypercube designs one after the other; in each, the choices of a decision occur equally often, to within one.</summary>
/// <remarks>
/// McKay, Beckman, Conover 1979. Point k of a design of N takes cell π(k) of N on each decision's axis, where π is a random permutation for that
/// decision, and a uniform position in that cell.
/// </remarks>
/// <param name="space">The space to sample.</param>
/// <param name="seed">The seed of the permutations.</param>
/// <param name="size">The number of points in a design, at least 1.</param>
sealed class LatinHypercubeDesigns(SearchSpace space, long seed, int size)
{
    int[][] _cells = [];
    int _design = -1;

    /// <summary>Returns a point of the sequence of designs.</summary>
    /// <param name="index">The index of the point, from 0.</param>
    /// <param name="random">The source of its positions in the cells.</param>
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

    /// <summary>Returns a permutation, drawn from the stream of a negative generation, which no proposal uses.</summary>
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
