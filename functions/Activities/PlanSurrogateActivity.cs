using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Application.Surrogates;
using Serverless.Application.Telemetry;
using Serverless.Core;
using Serverless.Core.Engine;
using Serverless.Core.Surrogates;
using Serverless.Functions.Logging;

namespace Serverless.Functions.Activities;

/// <summary>The input of <see cref="PlanSurrogateActivity"/>: a generation that is about to begin.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Generation">The generation, from 0.</param>
/// <param name="At">The current time.</param>
public sealed record PlanSurrogateInput(string SearchId, int Generation, DateTimeOffset At);

/// <summary>
/// Decides before a generation whether its surrogate is fitted and on which examples; when it is not, also settles what the surrogate does.
/// </summary>
/// <remarks>The examples are stored with the fit specification, so that every fit, including a repeated one, uses the same examples.</remarks>
public sealed class PlanSurrogateActivity(
    SearchTraces traces,
    SearchDocuments searches,
    SurrogateKnowledge knowledge,
    SurrogateRegistry registry,
    RegisteredSurrogates registered,
    SurrogateSettlement settlement,
    Evaluators evaluators,
    IDocumentStore store,
    ILogger<PlanSurrogateActivity> logger)
{
    /// <returns>The id of the surrogate to fit; null when no fit is due.</returns>
    [Function(FunctionNames.PlanSurrogate)]
    public async Task<string?> RunAsync([ActivityTrigger] PlanSurrogateInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var span = (await traces.OfAsync(input.SearchId, cancellation)).Start(SpanNames.PlanSurrogate, input.Generation);
        var ordered = await OrderAsync(input, cancellation);
        if (ordered is null)
        {
            await settlement.SettleAsync(new PlannedFit(input.SearchId, input.Generation, Ordered: null), cancellation);
        }

        return ordered;
    }

    async Task<string?> OrderAsync(PlanSurrogateInput input, CancellationToken cancellation)
    {
        var id = SurrogateId.Of(input.SearchId, input.Generation);
        if (await registry.FindAsync(id, cancellation) is { } earlier)
        {
            // The fit was ordered before. It is marked failed only if the search ended meanwhile; the search then continues without it.
            return earlier.Status == SurrogateStatus.Failed ? null : id;
        }

        var request = await searches.ReadRequestAsync(input.SearchId, cancellation);
        var specification = request.Surrogate ?? throw new InvalidOperationException($"Search {input.SearchId} has no surrogate.");
        var evaluations = await knowledge.ReadEvaluationsAsync(input.SearchId, request, input.Generation, cancellation);
        var evaluator = await evaluators.OfAsync(request, cancellation);
        var learnable = await knowledge.GatherAsync(evaluator, evaluations, cancellation);
        var before = await knowledge.FindAdviceBeforeAsync(input.SearchId, input.Generation, cancellation);
        if (!SurrogatePlanning.IsFitDue(specification, learnable, await knowledge.IsGoneAsync(before, cancellation) ? null : before)
            || await registered.ServesOnAsync(request, before, evaluations, learnable.Examples.Count, cancellation))
        {
            return null;
        }

        var order = SurrogatePlanning.Order(evaluator, input.SearchId, input.Generation, learnable, input.At);
        await store.TryCreateAsync(BlobPaths.FitSpecification(id), order, CoreJson.Default.FitSpecification, cancellation);
        logger.FitDue(input.SearchId, id, order.Kind, order.Examples.Count, order.Fidelity);
        return id;
    }
}
