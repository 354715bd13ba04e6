using Serverless.Bench.Problems;
using Serverless.Core.Surrogates;
using Serverless.MultiObjective;

namespace Serverless.Bench.Surrogates.Ranking;

/// <summary>
/// The result of a search on scores alone: the hypervolume of its last population relative to the true front's. The population is measured only for
/// this figure; the search does not receive the values.
/// </summary>
/// <remarks>
/// The search has seen every row by its predictions, including those learnt from. Its population is what NSGA-II's selection (Deb, Pratap, Agarwal,
/// Meyarivan 2002) keeps of all rows: front by front and, of the last front, the rows with the largest crowding distance; with a kind that gives
/// scores, the best rows by score. Rows learnt from count only where they are chosen.
/// </remarks>
/// <param name="Measured">The number of rows in the population.</param>
/// <param name="Tight">The relative hypervolume in the convention tight.</param>
/// <param name="Connected">The relative hypervolume in the convention connected, which is loose.</param>
public sealed record ScoredFront(int Measured, double Tight, double Connected)
{
    /// <summary>The size of the population.</summary>
    public const int Size = 100;

    /// <param name="cells">The true values.</param>
    /// <param name="places">The indices of the predicted rows among the cells.</param>
    /// <param name="predictions">The predictions that guide the search.</param>
    public static ScoredFront Of(RankedCells cells, IReadOnlyList<int> places, SurrogatePredictions predictions)
    {
        int[] rows = [.. Population(cells.Problem, predictions).Select(i => cells.Rows[places[i]])];
        double Fraction(Convention convention) => cells.Problem.Fronts[convention].FractionOf(cells.Problem, rows, convention);
        return new ScoredFront(rows.Length, Fraction(Convention.Tight), Fraction(Convention.Connected));
    }

    /// <summary>Returns the predicted rows in the last population of the search.</summary>
    internal static int[] Population(TableProblem problem, SurrogatePredictions predictions)
    {
        var order = PredictedOrder.Of(problem, predictions);
        int[] sorted = [.. Enumerable.Range(0, order.Length).OrderBy(i => order[i])];
        if (predictions.HasScores || sorted.Length <= Size)
        {
            return sorted[..Math.Min(Size, sorted.Length)];
        }

        var last = order[sorted[Size - 1]];
        int[] whole = [.. sorted.TakeWhile(i => order[i] < last)];
        int[] parted = [.. sorted.Skip(whole.Length).TakeWhile(i => order[i] == last)];
        var values = PredictedOrder.Values(problem, predictions);
        var objectives = problem.Metrics.Count;
        var room = CrowdingDistance.Of([.. parted.SelectMany(i => values.AsSpan(i * objectives, objectives).ToArray())], objectives);
        return [.. whole, .. parted.Index().OrderByDescending(one => room[one.Index]).Take(Size - whole.Length).Select(one => one.Item)];
    }
}
