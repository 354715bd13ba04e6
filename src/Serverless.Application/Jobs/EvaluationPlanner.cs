using Microsoft.Extensions.Logging;
using Serverless.Algorithms;
using Serverless.Application.Logging;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Devices;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Jobs;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;

namespace Serverless.Application.Jobs;

/// <summary>The work that remains to be done for a candidate.</summary>
/// <param name="Candidate">The candidate as it was proposed.</param>
/// <param name="IsCached">Whether its training is in the evaluation cache.</param>
/// <param name="ModelBlob">The cached network, if one was kept.</param>
/// <param name="Devices">The devices to measure on, without lookup devices and devices whose measurements are cached.</param>
public sealed record EvaluationPlan(ProposedCandidate Candidate, bool IsCached, string? ModelBlob, IReadOnlyList<string> Devices)
{
    /// <value>The constraints of the search on measured metrics: their devices are measured before the training.</value>
    public IReadOnlyList<Constraint> Limits { get; init; } = [];

    /// <value>Whether a user's program evaluates the candidate instead of a worker.</value>
    public bool IsExternal { get; init; }

    /// <value>Whether an earlier measurement violates one of the constraints, so that nothing remains to be done.</value>
    public bool IsInfeasible { get; init; }
}

/// <summary>Finds out which parts of an evaluation are known already, from this search or any other.</summary>
public sealed class EvaluationPlanner(
    SearchDocuments searches,
    SearchGenerations generations,
    RungPlaces places,
    EvaluationCache cache,
    DeviceCatalogue devices,
    IDocumentStore store,
    ILogger<EvaluationPlanner> logger)
{
    /// <summary>Plans an evaluation before its first job is queued.</summary>
    /// <param name="work">The evaluation.</param>
    /// <param name="instanceId">The orchestration of the evaluation.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public async Task<EvaluationPlan> PlanAsync(Work work, string instanceId, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        var request = await searches.ReadRequestAsync(work.SearchId, cancellation);
        var ladder = RungLadder.Of(request);
        var candidate = await generations.ReadCandidateAsync(work.SearchId, work.Generation, work.Index, cancellation);
        var rung = RungPlaces.RungOf(request, candidate, work.Rung);
        var cached = request.SharesEvaluations ? await cache.FindAsync(request, candidate.Id, ladder.FidelityOf(rung), cancellation) : null;
        var earlier = await places.FindBeforeAsync(request, work.SearchId, work.Generation, candidate.Id, rung, cancellation);
        var measured = request.Constraints.Any(constraint => constraint.Device is not null)
            ? await cache.FindMeasuredAsync(request, candidate.Id, cancellation)
            : null;
        IReadOnlyDictionary<string, double>[] known = [.. new[] { earlier, cached, measured }.OfType<Evaluation>().Select(evaluation => evaluation.Metrics)];
        var (toMeasure, limits) = (new List<string>(), new List<Constraint>());
        foreach (var id in request.Devices)
        {
            if ((await devices.ReadAsync(id, cancellation)).Kind == DeviceKind.Measured)
            {
                limits.AddRange(request.Constraints.Where(constraint => constraint.Device == id));
                if (!NamesOf(request, id).All(name => known.Any(metrics => metrics.ContainsKey(name))))
                {
                    toMeasure.Add(id);
                }
            }
        }

        if (limits.Any(limit => known.FirstOrDefault(metrics => metrics.ContainsKey(limit.Name)) is { } metrics && limit.Violation(metrics[limit.Name]) > 0))
        {
            return new EvaluationPlan(candidate, IsCached: false, ModelBlob: null, []) { Limits = limits, IsInfeasible = true };
        }

        var training = JobId.For(work.SearchId, candidate.Id, JobKind.Train, null, work.Attempt, ladder.StopOf(rung));
        if (cached is null
            || (toMeasure.Count > 0 && !await HasModelAsync(cached, cancellation))
            || await IsOrderedAsync(training, instanceId, cancellation))
        {
            return new EvaluationPlan(candidate, IsCached: false, ModelBlob: null, toMeasure) { Limits = limits, IsExternal = request.IsExternal };
        }

        logger.EvaluationCached(work.SearchId, candidate.Id.Value);
        return new EvaluationPlan(candidate, IsCached: true, cached.ModelBlob, toMeasure) { Limits = limits };
    }

    static IEnumerable<string> NamesOf(SearchRequest request, string device) =>
        request.Objectives.Where(objective => objective.Device == device).Select(objective => objective.Name)
            .Concat(request.Constraints.Where(constraint => constraint.Device == device).Select(constraint => constraint.Name));

    async Task<bool> HasModelAsync(Evaluation cached, CancellationToken cancellation) =>
        cached.ModelBlob is { } model && await store.FindVersionAsync(BlobPath.Parse(model), cancellation) is not null;

    // The plan is repeated when its activity was stopped after it queued a job; results that another search has found since come too late.
    async Task<bool> IsOrderedAsync(string jobId, string instanceId, CancellationToken cancellation) =>
        (await store.FindAsync(BlobPaths.Job(jobId), CoreJson.Default.Job, cancellation))?.Value.InstanceId == instanceId;
}
