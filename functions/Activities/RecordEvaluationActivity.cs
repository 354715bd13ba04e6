using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Domain;
using Serverless.Domain.Devices;
using Serverless.Domain.Evaluations;
using Serverless.Domain.Objectives;
using Serverless.Domain.Rungs;
using Serverless.Domain.Searches;
using Serverless.Domain.Storage;
using Serverless.Functions.Logging;
using Serverless.Functions.Orchestrations;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Activities;

/// <summary>Keeps what an evaluation found: as the outcome of its candidate, and for all searches in the evaluation cache.</summary>
public sealed class RecordEvaluationActivity(
    SearchDocuments searches,
    SearchGenerations generations,
    EvaluationCache cache,
    JobFindings findings,
    DeviceCatalogue devices,
    IDocumentStore store,
    ILogger<RecordEvaluationActivity> logger)
{
    [Function(FunctionNames.RecordEvaluation)]
    public async Task<EvaluationEnd> RunAsync([ActivityTrigger] RecordEvaluationInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var candidate = await generations.ReadCandidateAsync(input.SearchId, input.Generation, input.Index, cancellation);
        var request = await searches.ReadRequestAsync(input.SearchId, cancellation);
        var ladder = RungLadder.Of(request);
        var path = input.Rung < ladder.Count
            ? BlobPaths.RungOutcome(input.SearchId, input.Generation, input.Rung, candidate.Id)
            : BlobPaths.Outcome(input.SearchId, input.Generation, candidate.Id);
        if (await store.FindAsync(path, DomainJson.Default.Evaluation, cancellation) is { } earlier)
        {
            return EndOf(earlier.Value);
        }

        var evaluation = await DescribeAsync(input, request, ladder, candidate, cancellation);

        // The cache first: with the outcome there, nothing would come back to fill it. A training that was paid for is kept also when
        // its search ended before the measurements did: whoever finds it there measures what is missing.
        if (input.Training is { Kind: JobEndKind.Completed }
            && (ladder.IsUntrained(input.Rung) || evaluation.Metrics.ContainsKey(Metric.Accuracy.Name)))
        {
            await cache.AddAsync(
                request, evaluation with { Status = EvaluationStatus.Completed, Error = null, Rungs = null }, cancellation);
        }

        evaluation = await generations.KeepAsync(path, evaluation, DomainJson.Default.Evaluation, cancellation);
        logger.EvaluationEnded(input.SearchId, candidate.Id.Value, evaluation.Status, evaluation.Attempt);
        return EndOf(evaluation);
    }

    async Task<Evaluation> DescribeAsync(
        RecordEvaluationInput input, SearchRequest request, RungLadder ladder, ProposedCandidate candidate, CancellationToken cancellation)
    {
        var before = await generations.FindRungOutcomeAsync(
            input.SearchId, input.Generation, input.Rung - 1, candidate.Id, cancellation);
        var score = await ReadScoreAsync(input, candidate, cancellation);
        var evaluation = Outcomes.Start(input.Generation, input.Index, candidate, request, score) with
        {
            Fidelity = ladder.FidelityOf(input.Rung),
        };
        evaluation = input.Training is { } training
            ? await findings.AddTrainingAsync(evaluation, input.SearchId, ladder.StopOf(input.Rung), training, cancellation)
            : Outcomes.AddCached(evaluation, await ReadCachedAsync(request, candidate, evaluation.Fidelity, cancellation));
        var isCached = evaluation.Cached;
        foreach (var measurement in input.Measurements)
        {
            evaluation = await findings.AddMeasurementAsync(evaluation, input.SearchId, measurement, cancellation);
        }

        evaluation = RungOutcomes.Join(evaluation, before, ladder, input.Rung, request);
        foreach (var objective in request.Objectives.Where(objective => objective.Device is not null))
        {
            var device = await devices.ReadAsync(objective.Device!, cancellation);
            if (device.Kind == DeviceKind.Lookup)
            {
                var space = SearchGenerations.SpaceOf(request);
                var architecture = SearchGenerations.Parse(
                    space, candidate.Architecture, BlobPaths.Candidates(input.SearchId, input.Generation));
                evaluation = Outcomes.AddMetric(
                    evaluation, objective.Name, LookupEstimator.Estimate(device, objective.Metric, space, architecture), "looked up");
            }
        }

        return RungOutcomes.Note(
            Outcomes.Conclude(evaluation, RungObjectives.At(request, ladder, input.Rung)), isCached, ladder, input.Rung);
    }

    async Task<Evaluation> ReadCachedAsync(
        SearchRequest request, ProposedCandidate candidate, string fidelity, CancellationToken cancellation) =>
        await cache.FindAsync(request, candidate.Id, fidelity, cancellation)
            ?? throw new DocumentException(
                EvaluationCache.PathOf(request, candidate.Id, fidelity), "was there when the evaluation began and is gone. Start anew.");

    async Task<CandidateScore> ReadScoreAsync(RecordEvaluationInput input, ProposedCandidate candidate, CancellationToken cancellation)
    {
        var path = BlobPaths.Scores(input.SearchId, input.Generation);
        var scores = (await store.ReadAsync(path, DomainJson.Default.ScoreSet, cancellation)).Value.Scores;
        return scores.FirstOrDefault(score => score.Candidate == candidate.Id)
            ?? throw new DocumentException(path, $"has no score of candidate {candidate.Id}.");
    }

    static EvaluationEnd EndOf(Evaluation evaluation) => new(evaluation.Index, Outcomes.IsPaid(evaluation));
}
