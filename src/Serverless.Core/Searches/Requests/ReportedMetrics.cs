using Serverless.Core.Objectives;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>What the user's program has to report of a candidate, in a search with an external evaluator.</summary>
public static class ReportedMetrics
{
    /// <summary>The metrics of objectives and constraints, each once, without those that the platform counts.</summary>
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

    /// <summary>Whether the platform counts what networks cost: the space lays them out, and the dataset says what they are fed.</summary>
    public static bool CostsAreCounted(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Dataset.Shape is not null && SearchSpaces.Of(request.Space) is { HasOutline: true };
    }
}
