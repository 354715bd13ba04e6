using Serverless.Bench.Problems;
using Serverless.Core.Surrogates;
using Serverless.MultiObjective;

namespace Serverless.Bench.Surrogates.Ranking;

/// <summary>What a search on scores alone ends with: hypervolume over the true front's of its last population, measured for this figure alone and told to nobody.</summary>
/// <remarks>
/// The search has seen every row, those learnt from too, each by what is predicted of it: its population is what NSGA-II's selection (Deb, Pratap, Agarwal, Meyarivan
/// 2002) leaves of all of them, front by front, of the last one those with most room around them; of a kind that gives scores, the best by score. Rows learnt from
/// count where they are chosen only.
/// </remarks>
/// <param name="Measured">Rows of the population.</param>
/// <param name="Tight">In the convention tight.</param>
/// <param name="Connected">In the convention connected, which is loose.</param>
public sealed record ScoredFront(int Measured, double Tight, double Connected)
{
    /// <summary>Of the population.</summary>
    public const int Size = 100;

    /// <param name="cells">What is true.</param>
    /// <param name="places">Of the predictions, among the cells.</param>
    /// <param name="predictions">What the search is led by.</param>
    public static ScoredFront Of(RankedCells cells, IReadOnlyList<int> places, SurrogatePredictions predictions)
    {
        int[] rows = [.. Population(cells.Problem, predictions).Select(i => cells.Rows[places[i]])];
        double Fraction(Convention convention) => cells.Problem.Fronts[convention].FractionOf(cells.Problem, rows, convention);
        return new ScoredFront(rows.Length, Fraction(Convention.Tight), Fraction(Convention.Connected));
    }

    /// <summary>The predicted ones that the search ends with.</summary>
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
