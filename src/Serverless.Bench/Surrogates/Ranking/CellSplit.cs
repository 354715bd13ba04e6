using Serverless.MultiObjective.Randomness;

namespace Serverless.Bench.Surrogates.Ranking;

/// <summary>Which rows a surrogate learns from; it is judged by all others.</summary>
/// <param name="Training">Places in <see cref="RankedCells.Rows"/>, in the order they were drawn.</param>
/// <param name="Test">All other places, ascending.</param>
public sealed record CellSplit(IReadOnlyList<int> Training, IReadOnlyList<int> Test)
{
    /// <summary>Draws uniformly without replacement; of one seed a smaller training set is the beginning of a larger one.</summary>
    /// <exception cref="BenchException">Fewer than two rows would be left to judge by.</exception>
    public static CellSplit Draw(RankedCells cells, int size, int seed)
    {
        if (size > cells.Rows.Count - 2)
        {
            throw new BenchException(
                $"{cells.Problem.Name} has {cells.Rows.Count} rows that count; to learn from {size} of them leaves none to judge by. Give smaller --sizes.");
        }

        int[] places = [.. Enumerable.Range(0, cells.Rows.Count)];
        RandomDraw.ToFront<int>(places, size, seed);
        return new CellSplit(places[..size], [.. places[size..].Order()]);
    }
}
