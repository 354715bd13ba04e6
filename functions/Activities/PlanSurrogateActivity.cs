using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;
using Serverless.Functions.Logging;
using Serverless.Functions.Searches;
using Serverless.Functions.Surrogates;

namespace Serverless.Functions.Activities;

/// <summary>A generation that is about to begin.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Generation">From 0.</param>
/// <param name="At">Now.</param>
public sealed record PlanSurrogateInput(string SearchId, int Generation, DateTimeOffset At);

/// <summary>Decides before a generation whether its surrogate is to be fitted, and to what; where it is not, also what it does.</summary>
/// <remarks>The examples are written down with the order, so that every fit, also a repeated one, is to the same.</remarks>
public sealed class PlanSurrogateActivity(
    SearchDocuments searches,
    SurrogateKnowledge knowledge,
    SurrogateRegistry registry,
    RegisteredSurrogates registered,
    SurrogateSettlement settlement,
    IDocumentStore store,
    ILogger<PlanSurrogateActivity> logger)
{
    /// <returns>The id of the surrogate to fit; null when none is due.</returns>
    [Function(FunctionNames.PlanSurrogate)]
    public async Task<string?> RunAsync([ActivityTrigger] PlanSurrogateInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
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
            // Asked for before; given up only when the search ended meanwhile, and then it goes on without.
            return earlier.Status == SurrogateStatus.Failed ? null : id;
        }

        var request = await searches.ReadRequestAsync(input.SearchId, cancellation);
        var specification = request.Surrogate ?? throw new InvalidOperationException($"Search {input.SearchId} has no surrogate.");
        var evaluations = await knowledge.ReadEvaluationsAsync(input.SearchId, input.Generation, cancellation);
        var learnable = await knowledge.GatherAsync(request, evaluations, cancellation);
        var before = await knowledge.FindAdviceBeforeAsync(input.SearchId, input.Generation, cancellation);
        if (!SurrogateJudge.IsFitDue(specification, learnable.Examples.Count, before?.FittedTo ?? 0)
            || await registered.ServesOnAsync(request, before, evaluations, learnable.Examples.Count, cancellation))
        {
            return null;
        }

        var order = new SurrogateOrder
        {
            Id = id,
            Kind = specification.Kind,
            Space = request.Space,
            Dataset = request.Dataset,
            Shape = request.Table is null ? null : TableImages.Shape,
            Targets = learnable.Targets,
            Fidelity = learnable.Fidelity,
            Ensemble = specification.Ensemble,
            Seed = request.Seed,
            SearchId = input.SearchId,
            Generation = input.Generation,
            CreatedAt = input.At,
            Examples = learnable.Examples,
        };
        await store.TryCreateAsync(BlobPaths.SurrogateOrder(id), order, CoreJson.Default.SurrogateOrder, cancellation);
        logger.FitDue(input.SearchId, id, order.Kind, order.Examples.Count, order.Fidelity);
        return id;
    }
}
