using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Fidelities;

/// <summary>The objectives by which candidates are compared at a rung.</summary>
public static class RungObjectives
{
    /// <summary>The default proxy for metrics that only training gives.</summary>
    public static string DefaultZeroCostProxy => Metric.Naswot.Name;

    /// <summary>
    /// Returns the search's objectives; before any training, with zero-cost proxies in place of the metrics that need training: the proxies of the
    /// algorithm, or else the one that the request names.
    /// </summary>
    /// <param name="request">The request of the search.</param>
    /// <param name="ladder">The rungs of the search.</param>
    /// <param name="rung">The rung, from 1.</param>
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

    /// <summary>
    /// Returns the objectives of <see cref="At"/> without which an evaluation fails at the rung: an algorithm's own proxies can be missing.
    /// </summary>
    /// <inheritdoc cref="At"/>
    public static IReadOnlyList<Objective> RequiredAt(SearchRequest request, RungLadder ladder, int rung)
    {
        var objectives = At(request, ladder, rung);
        return ladder.IsZeroCost(rung) ? [.. objectives.Where(objective => !MayBeMissing(request, objective))] : objectives;
    }

    /// <summary>Returns the objectives that need no training, other than proxies of the algorithm.</summary>
    public static IReadOnlyList<Objective> Costs(SearchRequest request) =>
        [.. request.Objectives.Where(objective => !TakesTraining(objective) && !request.Algorithm.ZeroCostMetrics.Contains(objective.Metric))];

    /// <summary>Returns whether a proxy belongs only to the algorithm, and is not an objective of the search.</summary>
    static bool MayBeMissing(SearchRequest request, Objective proxy) =>
        request.Algorithm.ZeroCostMetrics.Contains(proxy.Metric) && request.Objectives.All(objective => objective.Name != proxy.Name);

    /// <summary>Returns whether the value of an objective needs training.</summary>
    static bool TakesTraining(Objective objective) => Metric.Find(objective.Metric)?.Source == MetricSource.Training;

    static Objective Proxy(string metric) => new() { Metric = metric, Goal = Goal.Maximise };
}
