using Serverless.Core.Objectives;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>The metrics that the user's program has to report for a candidate, in a search with an external evaluator.</summary>
public static class ReportedMetrics
{
    /// <summary>Returns the metrics of objectives and constraints, each once, without those that the platform counts itself.</summary>
    public static IReadOnlyList<string> Of(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var areCounted = CostsAreCounted(request);
        return
        [
            .. request.Objectives.Select(objective => objective.Name).Union(request.Constraints.Select(constraint => constraint.Name))
                .Where(name => !(areCounted && Metric.Find(name)?.Source == MetricSource.Analytic)),
        ];
    }

    /// <summary>
    /// Returns whether the platform counts the costs of networks: the space has to define their layers, and the dataset their input.
    /// </summary>
    public static bool CostsAreCounted(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Dataset.Shape is not null && SearchSpaces.Of(request.Space) is { HasOutline: true };
    }
}
