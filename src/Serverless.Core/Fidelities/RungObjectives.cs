using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Fidelities;

/// <summary>What candidates are compared by at a rung.</summary>
public static class RungObjectives
{
    /// <summary>The proxy for metrics that only training tells, unless a request names another.</summary>
    public static string DefaultZeroCostProxy => Metric.Naswot.Name;

    /// <summary>The search's objectives; before any training, one zero-cost proxy in place of the metrics that training tells.</summary>
    /// <param name="request">The search's.</param>
    /// <param name="ladder">Its rungs.</param>
    /// <param name="rung">From 1.</param>
    public static IReadOnlyList<Objective> At(SearchRequest request, RungLadder ladder, int rung) => !ladder.IsZeroCost(rung)
        ? request.Objectives
        :
        [
            .. request.Objectives
                .Select(objective => Metric.Find(objective.Metric)?.Source == MetricSource.Training ? Proxy(request) : objective)
                .DistinctBy(objective => objective.Name),
        ];

    static Objective Proxy(SearchRequest request) =>
        new() { Metric = request.Promotion?.ZeroCostProxy ?? DefaultZeroCostProxy, Goal = Goal.Maximise };
}
