using Serverless.MultiObjective.Randomness;

namespace Serverless.Bench.Surrogates.Ranking;

/// <summary>The rows that a surrogate learns from, and all others, on which it is evaluated.</summary>
/// <param name="Training">Indices into <see cref="RankedCells.Rows"/>, in the order in which they were drawn.</param>
/// <param name="Test">All other indices, in ascending order.</param>
public sealed record CellSplit(IReadOnlyList<int> Training, IReadOnlyList<int> Test)
{
    /// <summary>Draws rows uniformly without replacement; with the same seed, a smaller training set is the beginning of a larger one.</summary>
    /// <exception cref="BenchException">Fewer than two rows would be left for the evaluation.</exception>
    public static CellSplit Draw(RankedCells cells, int size, int seed)
    {
        if (size > cells.Rows.Count - 2)
        {
            throw new BenchException(
                $"{cells.Problem.Name} has {cells.Rows.Count} rows that count; learning from {size} of them leaves none for the evaluation. Use smaller --sizes.");
        }

        int[] places = [.. Enumerable.Range(0, cells.Rows.Count)];
        RandomDraw.ToFront<int>(places, size, seed);
        return new CellSplit(places[..size], [.. places[size..].Order()]);
    }
}
