using Serverless.Bench.Problems;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;
using Serverless.Spaces;

namespace Serverless.Bench.Surrogates;

/// <summary>Converts rows of tables to the training sets of surrogates.</summary>
static class TableTargets
{
    /// <summary>Returns rows of a problem, with some of its metrics, in order, as targets.</summary>
    public static SurrogateTrainingSet Of(TableProblem problem, IReadOnlyList<TableMetric> metrics, IReadOnlyList<int> rows) =>
        Of(problem.Space, metrics, [.. rows.Select(row => problem.Table.Architectures[row])], (place, metric) => problem.Table.Column(metric.Column)[rows[place]]);

    /// <summary>Returns architectures with metrics as targets.</summary>
    /// <param name="space">The space of the architectures.</param>
    /// <param name="metrics">m metrics of different columns.</param>
    /// <param name="architectures">n architectures.</param>
    /// <param name="value">A function that returns the value of the architecture at an index, NaN if it is not known.</param>
    public static SurrogateTrainingSet Of(
        SearchSpace space, IReadOnlyList<TableMetric> metrics, IReadOnlyList<Architecture> architectures, Func<int, TableMetric, double> value)
    {
        var values = new double[architectures.Count * metrics.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(i / metrics.Count, metrics[i % metrics.Count]);
        }

        return new SurrogateTrainingSet(
            space.DefaultSkeleton,
            TableImages.Shape,
            [.. metrics.Select(metric => metric.ToObjective())],
            architectures,
            values,
            space);
    }
}
