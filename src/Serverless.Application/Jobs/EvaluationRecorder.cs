using Microsoft.Extensions.Logging;
using Serverless.Algorithms;
using Serverless.Application.Logging;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core.Devices;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Jobs;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Searches;
using Serverless.Core;
using Serverless.Spaces;

namespace Serverless.Application.Jobs;

/// <summary>The results of the jobs of an evaluation.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Candidate">The candidate.</param>
/// <param name="Generation">The generation of the candidate.</param>
/// <param name="Index">The index of the candidate in the generation.</param>
/// <param name="Training">How the training ended, skipped when none was begun; null when it was in the cache.</param>
/// <param name="Measurements">How the measurements ended, one per device that was tried.</param>
/// <param name="Rung">The rung to which the candidate was to be trained, from 1.</param>
public sealed record EvaluationReport(
    string SearchId,
    ProposedCandidate Candidate,
    int Generation,
    int Index,
    JobEnd? Training,
    IReadOnlyList<DeviceMeasurement> Measurements,
    int Rung = 1)
{
    /// <summary>Creates the report of a piece of work that is an evaluation.</summary>
    public static EvaluationReport Of(Work work, WorkProgress progress) => new(
        work.SearchId,
        progress.Candidate ?? throw new InvalidOperationException("The progress of an evaluation names its candidate."),
        work.Generation,
        work.Index,
        progress.Steps.FirstOrDefault(step => step.Kind == JobKind.Train) is { } training ? training.End ?? new JobEnd(JobEndKind.Skipped, 0) : null,
        [.. progress.Steps.Where(step => step is { Kind: JobKind.Measure, End: not null }).Select(step => new DeviceMeasurement(step.Device!, step.End!))],
        work.Rung);
}

/// <summary>Stores the result of an evaluation: as the outcome of its candidate, and in the evaluation cache for all searches.</summary>
public sealed class EvaluationRecorder(
    SearchDocuments searches,
    SearchGenerations generations,
    RungPlaces places,
    EvaluationCache cache,
    JobFindings findings,
    DeviceCatalogue devices,
    IDocumentStore store,
    TimeProvider clock,
    ILogger<EvaluationRecorder> logger)
{
    /// <summary>Stores one evaluation; an evaluation that is already stored stays unchanged.</summary>
    public async Task<EvaluationEnd> RecordAsync(EvaluationReport report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(report);
        var candidate = report.Candidate;
        var request = await searches.ReadRequestAsync(report.SearchId, cancellation);
        var ladder = RungLadder.Of(request);
        var path = PathOf(request, report.SearchId, report.Generation, report.Rung, candidate.Id);
        if (await FindEndAsync(path, request, cancellation) is { } earlier)
        {
            return earlier;
        }

        var evaluation = await DescribeAsync(report, request, ladder, candidate, cancellation);

        // The cache is written first: once the outcome is stored, nothing would come back to fill the cache. A training that was paid for is
        // cached even when its search ended before the measurements did: another search that finds it measures what is missing.
        if (report.Training is { Kind: JobEndKind.Completed } && request.SharesEvaluations
            && (ladder.IsZeroCost(report.Rung) || request.IsExternal || evaluation.Metrics.ContainsKey(Metric.Accuracy.Name)))
        {
            await cache.AddAsync(
                request, RungOutcomes.Shared(evaluation) with { Status = EvaluationStatus.Completed, Error = null, Failure = null, Rungs = null }, cancellation);
        }

        if (report.Measurements.Any(measurement => measurement.End.Kind is JobEndKind.Completed or JobEndKind.Infeasible))
        {
            await cache.AddMeasurementsAsync(request, evaluation, cancellation);
        }

        evaluation = evaluation with { EndedAt = report.Training is not null || report.Measurements.Count > 0 ? clock.GetUtcNow() : null };
        evaluation = await generations.GetOrCreateAsync(path, evaluation, CoreJson.Default.Evaluation, cancellation);
        logger.EvaluationEnded(report.SearchId, candidate.Id.Value, evaluation.Status, evaluation.Attempt);
        return EvaluationEnd.Of(evaluation, request);
    }

    /// <summary>Returns how an evaluation ended; null when it has not ended.</summary>
    /// <param name="work">The evaluation.</param>
    /// <param name="candidate">The candidate that it evaluates.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public async Task<EvaluationEnd?> FindEndAsync(Work work, CandidateId candidate, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        var request = await searches.ReadRequestAsync(work.SearchId, cancellation);
        return await FindEndAsync(PathOf(request, work.SearchId, work.Generation, work.Rung, candidate), request, cancellation);
    }

    async Task<EvaluationEnd?> FindEndAsync(BlobPath path, SearchRequest request, CancellationToken cancellation) =>
        await store.FindAsync(path, CoreJson.Default.Evaluation, cancellation) is { } earlier ? EvaluationEnd.Of(earlier.Value, request) : null;

    static BlobPath PathOf(SearchRequest request, string searchId, int generation, int rung, CandidateId candidate) => OwnFidelities.AreOf(request)
        ? BlobPaths.Outcome(searchId, generation, candidate)
        : PathOf(searchId, generation, rung, RungLadder.Of(request), candidate);

    /// <summary>Returns the path of the outcome of a candidate at a rung.</summary>
    public static BlobPath PathOf(string searchId, int generation, int rung, RungLadder ladder, CandidateId candidate)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        return rung < ladder.Count ? BlobPaths.RungOutcome(searchId, generation, rung, candidate) : BlobPaths.Outcome(searchId, generation, candidate);
    }

    async Task<Evaluation> DescribeAsync(
        EvaluationReport report, SearchRequest request, RungLadder ladder, ProposedCandidate candidate, CancellationToken cancellation)
    {
        var rung = RungPlaces.RungOf(request, candidate, report.Rung);
        var before = await places.FindBeforeAsync(request, report.SearchId, report.Generation, candidate.Id, rung, cancellation);
        var score = await ReadScoreAsync(report, candidate, cancellation);
        var evaluation = Outcomes.Start(report.Generation, report.Index, candidate, request, score.Metrics) with
        {
            Fidelity = ladder.FidelityOf(rung),
        };
        evaluation = report.Training is { } training
            ? await findings.AddTrainingAsync(evaluation, report.SearchId, ladder.StopOf(rung), training, request.IsExternal, cancellation)
            : Outcomes.AddCached(evaluation, await ReadCachedAsync(request, candidate, evaluation.Fidelity, cancellation));
        var isCached = evaluation.Cached;
        evaluation = RungOutcomes.Join(evaluation, before, ladder, rung, request);
        foreach (var measurement in report.Measurements)
        {
            evaluation = await findings.AddMeasurementAsync(evaluation, report.SearchId, measurement, cancellation);
        }

        foreach (var objective in request.Objectives.Where(objective => objective.Device is not null))
        {
            var device = await devices.ReadAsync(objective.Device!, cancellation);
            if (device.Kind == DeviceKind.Lookup)
            {
                var space = SearchSpaces.Of(request.Space)!; // the request was checked
                var architecture = SearchGenerations.Parse(
                    space, candidate.Architecture, BlobPaths.Candidates(report.SearchId, report.Generation));
                evaluation = Outcomes.AddMetric(
                    evaluation, objective.Name, LookupEstimator.Estimate(device, objective.Metric, space, architecture), Outcomes.LookedUp);
            }
        }

        evaluation = await AddKnownAsync(evaluation, request, cancellation);
        return RungOutcomes.Note(
            Outcomes.Conclude(Outcomes.Limit(evaluation, request), RungObjectives.RequiredAt(request, ladder, rung)), isCached, ladder, rung);
    }

    /// <summary>Adds constrained metrics that were measured earlier, for this search or another.</summary>
    async Task<Evaluation> AddKnownAsync(Evaluation evaluation, SearchRequest request, CancellationToken cancellation)
    {
        string[] missing = [.. request.DeviceMetrics.Where(name => !evaluation.Metrics.ContainsKey(name))];
        if (missing.Length == 0 || evaluation.Status == EvaluationStatus.Abandoned || request.Constraints.All(constraint => constraint.Device is null))
        {
            return evaluation;
        }

        Evaluation?[] earlier =
        [
            await cache.FindAsync(request, evaluation.Candidate, evaluation.Fidelity, cancellation),
            await cache.FindMeasuredAsync(request, evaluation.Candidate, cancellation),
        ];
        foreach (var found in earlier.OfType<Evaluation>())
        {
            foreach (var (name, provenance) in found.Provenance.Where(known => known.Value == JobFindings.Measured && !evaluation.Metrics.ContainsKey(known.Key)))
            {
                evaluation = Outcomes.AddMetric(evaluation, name, found.Metrics[name], provenance);
            }
        }

        return evaluation;
    }

    async Task<Evaluation> ReadCachedAsync(
        SearchRequest request, ProposedCandidate candidate, string fidelity, CancellationToken cancellation) =>
        await cache.FindAsync(request, candidate.Id, fidelity, cancellation)
            ?? throw new DocumentException(
                EvaluationCache.PathOf(request, candidate.Id, fidelity), "existed when the evaluation started, but was deleted. Start the search again.");

    async Task<CandidateScore> ReadScoreAsync(EvaluationReport report, ProposedCandidate candidate, CancellationToken cancellation)
    {
        var path = BlobPaths.Scores(report.SearchId, report.Generation);
        var scores = (await store.ReadAsync(path, CoreJson.Default.ScoreSet, cancellation)).Value.Scores;
        return scores.FirstOrDefault(score => score.Candidate == candidate.Id)
            ?? throw new DocumentException(path, $"has no score of candidate {candidate.Id}.");
    }
}

/// <summary>How an evaluation ended; its results are in its outcome blob.</summary>
/// <param name="Index">The index of the candidate in its generation.</param>
/// <param name="IsTrained">Whether a training counts against the budget: paid for, or found in the evaluation cache.</param>
/// <param name="IsStopped">Whether the evaluation was stopped before its end because its search was.</param>
/// <param name="Failure">Why the evaluation failed; null when it did not.</param>
/// <param name="GpuSeconds">The GPU seconds used at all rungs so far.</param>
/// <param name="Epochs">The epochs trained for this search at all rungs so far; 0 in searches that do not count them.</param>
/// <param name="WorkerSeconds">The seconds of training and measuring at all rungs so far.</param>
public sealed record EvaluationEnd(int Index, bool IsTrained, bool IsStopped = false, EvaluationFailure? Failure = null, double GpuSeconds = 0, int Epochs = 0, double WorkerSeconds = 0)
{
    /// <summary>Describes how an evaluation with an outcome ended.</summary>
    public static EvaluationEnd Of(Evaluation evaluation, SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        return new(
            evaluation.Index,
            Outcomes.IsTrained(evaluation, request),
            IsStopped: Outcomes.IsCutShort(evaluation),
            evaluation.Failure,
            evaluation.Cost.GpuSeconds,
            evaluation.Cost.Epochs,
            evaluation.Cost.WorkerSeconds);
    }
}
