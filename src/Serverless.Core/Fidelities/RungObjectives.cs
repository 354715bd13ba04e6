using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Fidelities;

/// <summary>What candidates are compared by at a rung.</summary>
public static class RungObjectives
{
    /// <summary>The proxy for metrics that only training tells, unless a request names another.</summary>
    public static string DefaultZeroCostProxy => Metric.Naswot.Name;

    /// <summary>
    /// The search's objectives; before any training, zero-cost proxies in place of the metrics that training tells: those that the algorithm searches
    /// by, or else the one that the request names.
    /// </summary>
    /// <param name="request">The search's.</param>
    /// <param name="ladder">Its rungs.</param>
    /// <param name="rung">From 1.</param>
    public static IReadOnlyList<Objective> At(SearchRequest request, RungLadder ladder, int rung) => !ladder.IsZeroCost(rung)
        ? request.Objectives
        : request.Algorithm.ZeroCostMetrics is { Count: > 0 } metrics
            ? [.. metrics.Select(Proxy).Concat(request.Objectives.Where(objective => !TakesTraining(objective))).DistinctBy(objective => objective.Name)]
        :
        [
            .. request.Objectives
                .Select(objective => TakesTraining(objective) ? Proxy(request.Promotion?.ZeroCostProxy ?? DefaultZeroCostProxy) : objective)
                .DistinctBy(objective => objective.Name),
        ];

    /// <summary>Those of <see cref="At"/> without which an evaluation has failed at the rung: where an algorithm has proxies of its own, these may be missing.</summary>
    /// <inheritdoc cref="At"/>
    public static IReadOnlyList<Objective> RequiredAt(SearchRequest request, RungLadder ladder, int rung)
    {
        var objectives = At(request, ladder, rung);
        return ladder.IsZeroCost(rung) ? [.. objectives.Where(objective => !MayBeMissing(request, objective))] : objectives;
    }

    /// <summary>What a search has candidates compared by, besides proxies of its algorithm, that takes no training.</summary>
    public static IReadOnlyList<Objective> Costs(SearchRequest request) =>
        [.. request.Objectives.Where(objective => !TakesTraining(objective) && !request.Algorithm.ZeroCostMetrics.Contains(objective.Metric))];

    /// <summary>Whether a proxy is the algorithm's alone, and no objective of the search.</summary>
    static bool MayBeMissing(SearchRequest request, Objective proxy) =>
        request.Algorithm.ZeroCostMetrics.Contains(proxy.Metric) && request.Objectives.All(objective => objective.Name != proxy.Name);

    /// <summary>Whether only training tells it.</summary>
    static bool TakesTraining(Objective objective) => Metric.Find(objective.Metric)?.Source == MetricSource.Training;

    static Objective Proxy(string metric) => new() { Metric = metric, Goal = Goal.Maximise };
}
