namespace Serverless.Bench.Problems;

/// <summary>The scale of a convention: objectives are shifted so that the ideal is 0, and divided by their range.</summary>
/// <param name="Ideal">The values that become 0, by objective.</param>
/// <param name="Range">The differences that become 1; an objective that does not vary keeps its unit.</param>
/// <param name="Reference">The reference point, scaled.</param>
public sealed record ObjectiveScale(double[] Ideal, double[] Range, double[] Reference)
{
    const double TightReference = 1.1;
    const double LooseReference = 1;

    /// <param name="problem">The problem.</param>
    /// <param name="convention">The convention.</param>
    /// <param name="front">The nondominated rows that count.</param>
    public static ObjectiveScale Of(TableProblem problem, Convention convention, IReadOnlyList<int> front)
    {
        var isTight = convention == Convention.Tight;
        var isOfAll = !isTight && problem.IsOfSums;
        var rows = isTight || isOfAll ? front : [.. Enumerable.Range(0, problem.RowCount).Where(row => problem.Counts(row, convention))];
        var objectives = problem.Metrics.Count;
        var ideal = new double[objectives];
        var range = new double[objectives];
        for (var i = 0; i < objectives; i++)
        {
            ideal[i] = isOfAll ? LayerFront.Extreme(problem, i, least: true) : rows.Min(row => problem.ObjectivesOf(row)[i]);
            range[i] = (isOfAll ? LayerFront.Extreme(problem, i, least: false) : rows.Max(row => problem.ObjectivesOf(row)[i])) - ideal[i];
            range[i] = range[i] > 0 ? range[i] : 1;
        }

        return new ObjectiveScale(ideal, range, [.. Enumerable.Repeat(isTight ? TightReference : LooseReference, objectives)]);
    }

    /// <summary>Scales the objectives of one row.</summary>
    public void Scale(ReadOnlySpan<double> objectives, Span<double> destination)
    {
        for (var i = 0; i < objectives.Length; i++)
        {
            destination[i] = (objectives[i] - Ideal[i]) / Range[i];
        }
    }

    /// <summary>Scales the objectives of several rows: n × m, row-major.</summary>
    public double[] Scaled(TableProblem problem, IReadOnlyList<int> rows)
    {
        var points = new double[rows.Count * Ideal.Length];
        for (var i = 0; i < rows.Count; i++)
        {
            Scale(problem.ObjectivesOf(rows[i]), points.AsSpan(i * Ideal.Length, Ideal.Length));
        }

        return points;
    }
}
