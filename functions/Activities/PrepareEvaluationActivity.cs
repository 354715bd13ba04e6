using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Domain.Devices;
using Serverless.Domain.Evaluations;
using Serverless.Domain.Rungs;
using Serverless.Domain.Storage;
using Serverless.Functions.Logging;
using Serverless.Functions.Orchestrations;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Activities;

/// <summary>Finds out what of an evaluation is known already, from this search or any other.</summary>
public sealed class PrepareEvaluationActivity(
    SearchDocuments searches,
    SearchGenerations generations,
    EvaluationCache cache,
    DeviceCatalogue devices,
    IDocumentStore store,
    ILogger<PrepareEvaluationActivity> logger)
{
    [Function(FunctionNames.PrepareEvaluation)]
    public async Task<EvaluationPlan> RunAsync([ActivityTrigger] EvaluationInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var request = await searches.ReadRequestAsync(input.SearchId, cancellation);
        var candidate = await generations.ReadCandidateAsync(input.SearchId, input.Generation, input.Index, cancellation);
        var cached = await cache.FindAsync(request, candidate.Id, RungLadder.Of(request).FidelityOf(input.Rung), cancellation);
        var earlier = await generations.FindRungOutcomeAsync(input.SearchId, input.Generation, input.Rung - 1, candidate.Id, cancellation);
        bool IsMeasured(string name) => cached?.Metrics.ContainsKey(name) == true || earlier?.Metrics.ContainsKey(name) == true;

        var toMeasure = new List<string>();
        foreach (var objective in request.Objectives.Where(objective => objective.Device is not null))
        {
            var device = await devices.ReadAsync(objective.Device!, cancellation);
            if (device.Kind == DeviceKind.Measured && !IsMeasured(objective.Name) && !toMeasure.Contains(device.Id))
            {
                toMeasure.Add(device.Id);
            }
        }

        if (cached is null || (toMeasure.Count > 0 && !await HasModelAsync(cached, cancellation)))
        {
            return new EvaluationPlan(IsCached: false, ModelBlob: null, toMeasure);
        }

        logger.EvaluationCached(input.SearchId, candidate.Id.Value);
        return new EvaluationPlan(IsCached: true, cached.ModelBlob, toMeasure);
    }

    async Task<bool> HasModelAsync(Evaluation cached, CancellationToken cancellation) =>
        cached.ModelBlob is { } model && await store.FindVersionAsync(BlobPath.Parse(model), cancellation) is not null;
}
