using Serverless.MultiObjective;

namespace Serverless.Bench.Problems;

/// <summary>What no search can do better than: the nondominated rows of a table in one convention.</summary>
/// <param name="Scale">The convention's scale.</param>
/// <param name="Rows">Their rows; one for each distinct vector, the first.</param>
/// <param name="Points">Their scaled objectives, n × m, row-major.</param>
/// <param name="Hypervolume">What they dominate, in scaled units.</param>
public sealed record TrueFront(ObjectiveScale Scale, IReadOnlyList<int> Rows, double[] Points, double Hypervolume)
{
    /// <summary>Passes over all rows once, O(n f m) for a front of f; of sums over those that <see cref="LayerFront"/> finds.</summary>
    /// <exception cref="BenchException">No row counts.</exception>
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

    /// <summary>The hypervolume of the best front among some rows, as a fraction of this one's.</summary>
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
