using Serverless.Bench.Problems;

namespace Serverless.Bench.Surrogates.Ranking;

/// <summary>What is found when a surrogate chooses once from all rows that it has not learnt from: hypervolume over the true front's of those that it learnt from and the best that it names.</summary>
/// <param name="Measured">Rows that were measured: learnt from, and chosen.</param>
/// <param name="Tight">In the convention tight.</param>
/// <param name="Connected">In the convention connected, which is loose.</param>
public sealed record ChosenCells(int Measured, double Tight, double Connected)
{
    /// <summary>So many are chosen.</summary>
    public const int Count = 200;

    /// <param name="cells">What is true.</param>
    /// <param name="split">What was learnt from.</param>
    /// <param name="order">Of the test rows, the best with the smallest number; equal ones in the order of the table.</param>
    public static ChosenCells Of(RankedCells cells, CellSplit split, double[] order)
    {
        var chosen = Enumerable.Range(0, order.Length).OrderBy(i => order[i]).Take(Count).Select(i => split.Test[i]);
        int[] rows = [.. split.Training.Concat(chosen).Select(place => cells.Rows[place])];
        double Fraction(Convention convention) => cells.Problem.Fronts[convention].FractionOf(cells.Problem, rows, convention);
        return new ChosenCells(rows.Length, Fraction(Convention.Tight), Fraction(Convention.Connected));
    }
}
