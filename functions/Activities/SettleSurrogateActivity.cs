using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Domain;
using Serverless.Domain.Searches;
using Serverless.Domain.Storage;
using Serverless.Domain.Surrogates;
using Serverless.Functions.Logging;
using Serverless.Functions.Searches;
using Serverless.Functions.Surrogates;
using Serverless.Inference;

namespace Serverless.Functions.Activities;

/// <summary>Decides what a surrogate does for a generation, and says why: in its own blob and in the search's state.</summary>
public sealed class SettleSurrogateActivity(
    SearchDocuments searches,
    SearchGenerations generations,
    SurrogateKnowledge knowledge,
    SurrogateRegistry registry,
    SurrogateModels models,
    ILogger<SettleSurrogateActivity> logger)
{
    [Function(FunctionNames.SettleSurrogate)]
    public async Task<SurrogateRole> RunAsync([ActivityTrigger] SettleSurrogateInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var request = await searches.ReadRequestAsync(input.SearchId, cancellation);
        var specification = request.Surrogate ?? throw new InvalidOperationException($"Search {input.SearchId} has no surrogate.");
        var advice = await generations.KeepAsync(
            BlobPaths.SurrogateAdvice(input.SearchId, input.Generation),
            SurrogateJudge.Advise(specification, await WeighAsync(input, request, cancellation)),
            DomainJson.Default.SurrogateAdvice,
            cancellation);
        await searches.UpdateStateAsync(
            input.SearchId,
            state => state.Surrogate?.Advice.Generation >= advice.Generation
                ? null
                : state with
                {
                    Surrogate = (state.Surrogate ?? new SurrogateProgress { Advice = advice, Kind = specification.Kind }) with { Advice = advice },
                },
            cancellation);
        logger.SurrogateSettled(input.SearchId, input.Generation, advice.Role, advice.Reason);
        return advice.Role;
    }

    async Task<SurrogateEvidence> WeighAsync(
        SettleSurrogateInput input, SearchRequest request, CancellationToken cancellation)
    {
        var evaluations = await knowledge.ReadEvaluationsAsync(input.SearchId, input.Generation, cancellation);
        var learnable = await knowledge.GatherAsync(input.SearchId, input.Generation, request, cancellation);
        var before = await knowledge.FindAdviceBeforeAsync(input.SearchId, input.Generation, cancellation);
        var (ready, failure) = input.Ordered is { } ordered ? await registry.FindOutcomeAsync(ordered, cancellation) : (null, null);
        var fault = ready is null ? failure?.Error ?? input.Error ?? "it has left no result." : await FindFaultAsync(ready, cancellation);
        ready = fault is null ? ready : null;
        var order = input.Ordered is null ? null : await registry.FindAsync(input.Ordered, cancellation);
        var (correlation, fresh) = FreshPredictions.Judge(evaluations, request.Objectives);
        return new SurrogateEvidence
        {
            Generation = input.Generation,
            Examples = learnable.Examples.Count,
            FittedTo = order?.Examples ?? before?.FittedTo ?? 0,
            Surrogate = ready?.Id ?? before?.Surrogate,
            HeldOutCorrelation = ready is null ? before?.HeldOutCorrelation : ready.Metadata.HeldOut?.KendallTauB,
            FreshCorrelation = correlation,
            Fresh = fresh,
            Failure = input.Ordered is null || ready is not null
                ? null
                : $"The fit of {input.Ordered} failed: {fault}",
        };
    }

    // What cannot be opened here is found out before candidates are proposed for it to choose from.
    async Task<string?> FindFaultAsync(SurrogateDocument ready, CancellationToken cancellation)
    {
        try
        {
            await models.PredictAsync(ready.Id, [], cancellation);
            return null;
        }
        catch (Exception unusable) when (unusable is ModelException or DocumentException)
        {
            return unusable.Message;
        }
    }
}
