using Serverless.Bench.Problems;

namespace Serverless.Bench.Surrogates.Ranking;

/// <summary>
/// What is found if a surrogate chooses once from all rows that it has not learnt from: the hypervolume of the training rows and the chosen best
/// rows, divided by the true front's.
/// </summary>
/// <param name="Measured">The number of rows that were measured: those learnt from, and those chosen.</param>
/// <param name="Tight">The fraction in the convention tight.</param>
/// <param name="Connected">The fraction in the convention connected, which is loose.</param>
public sealed record ChosenCells(int Measured, double Tight, double Connected)
{
    /// <summary>The number of rows that are chosen.</summary>
    public const int Count = 200;

    /// <param name="cells">The true ranks.</param>
    /// <param name="split">The rows that the surrogate has learnt from.</param>
    /// <param name="order">
    /// The predicted order of the test rows, with the smallest number for the best; equal ones are taken in the order of the table.
    /// </param>
    public static ChosenCells Of(RankedCells cells, CellSplit split, double[] order)
    {
        var chosen = Enumerable.Range(0, order.Length).OrderBy(i => order[i]).Take(Count).Select(i => split.Test[i]);
        int[] rows = [.. split.Training.Concat(chosen).Select(place => cells.Rows[place])];
        double Fraction(Convention convention) => cells.Problem.Fronts[convention].FractionOf(cells.Problem, rows, convention);
        return new ChosenCells(rows.Length, Fraction(Convention.Tight), Fraction(Convention.Connected));
    }
}
