using Serverless.MultiObjective;

namespace Serverless.Bench.Problems;

/// <summary>The best front that a search can find: the nondominated rows of a table in one convention.</summary>
/// <param name="Scale">The scale of the convention.</param>
/// <param name="Rows">The nondominated rows; the first one for each distinct vector.</param>
/// <param name="Points">The scaled objectives of the rows, n × m, row-major.</param>
/// <param name="Hypervolume">The hypervolume of the rows, in scaled units.</param>
public sealed record TrueFront(ObjectiveScale Scale, IReadOnlyList<int> Rows, double[] Points, double Hypervolume)
{
    /// <summary>
    /// Finds the front in one pass over all rows, O(n f m) for a front of size f; for sums, over the architectures that <see cref="LayerFront"/>
    /// finds.
    /// </summary>
    /// <exception cref="BenchException">No row counts in the convention.</exception>
    public static TrueFront Find(TableProblem problem, Convention convention)
    {
        var rows = problem.IsOfSums ? LayerFront.Of(problem).Select(problem.PlaceOf) : Enumerable.Range(0, problem.RowCount);
        var front = NondominatedRows(problem, rows, convention);
        if (front.Count == 0)
        {
            throw new BenchException($"No row of {problem.Name} has all objectives and is better than chance; there is nothing to search for.");
        }

        var scale = ObjectiveScale.Of(problem, convention, front);
        var points = scale.Scaled(problem, front);
        return new TrueFront(scale, front, points, MultiObjective.Hypervolume.Of(points, scale.Reference));
    }

    /// <summary>Returns the hypervolume of the best front among the given rows, as a fraction of this front's.</summary>
    public double FractionOf(TableProblem problem, IEnumerable<int> rows, Convention convention) =>
        MultiObjective.Hypervolume.Of(Scale.Scaled(problem, NondominatedRows(problem, rows, convention)), Scale.Reference) / Hypervolume;

    static IReadOnlyList<int> NondominatedRows(TableProblem problem, IEnumerable<int> rows, Convention convention)
    {
        var set = new NondominatedSet<int>(problem.Metrics.Count);
        foreach (var row in rows.Where(row => problem.Counts(row, convention)))
        {
            set.Add(problem.ObjectivesOf(row), row);
        }

        return set.Items;
    }
}
