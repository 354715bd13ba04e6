using Serverless.Bench.Problems;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;
using Serverless.Spaces;

namespace Serverless.Bench.Surrogates;

/// <summary>Turns rows of tables into what surrogates learn from.</summary>
static class TableTargets
{
    /// <summary>Rows of a problem, with some of its metrics in order for targets.</summary>
    public static SurrogateTrainingSet Of(TableProblem problem, IReadOnlyList<TableMetric> metrics, IReadOnlyList<int> rows) =>
        Of(problem.Space, metrics, [.. rows.Select(row => problem.Table.Architectures[row])], (place, metric) => problem.Table.Column(metric.Column)[rows[place]]);

    /// <summary>Architectures, with metrics for targets.</summary>
    /// <param name="space">Of the architectures.</param>
    /// <param name="metrics">m, of different columns.</param>
    /// <param name="architectures">n.</param>
    /// <param name="value">Of the architecture at a place, NaN where it is not known.</param>
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
