using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Application.Telemetry;
using Serverless.Core;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Functions.Logging;

namespace Serverless.Functions.Activities;

/// <summary>The input of <see cref="PromoteCandidatesActivity"/>: a rung at which all evaluations of a generation have ended.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Generation">The generation, from 0.</param>
/// <param name="Rung">The rung, from 1; never the last.</param>
public sealed record PromoteCandidatesInput(string SearchId, int Generation, int Rung);

/// <summary>Decides which candidates of a generation are trained beyond a rung, and stores the reasons.</summary>
public sealed class PromoteCandidatesActivity(
    SearchTraces traces,
    SearchDocuments searches,
    SearchGenerations generations,
    RungPools pools,
    IDocumentStore store,
    ILogger<PromoteCandidatesActivity> logger)
{
    /// <returns>The indices of the promoted candidates in the generation.</returns>
    [Function(FunctionNames.PromoteCandidates)]
    public async Task<int[]> RunAsync([ActivityTrigger] PromoteCandidatesInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var span = (await traces.OfAsync(input.SearchId, cancellation)).Start(SpanNames.Promote, input.Generation);
        var path = BlobPaths.Promotion(input.SearchId, input.Generation, input.Rung);
        var promotion = await store.FindAsync(path, CoreJson.Default.RungPromotion, cancellation) is { } earlier
            ? earlier.Value
            : await generations.GetOrCreateAsync(
                path, await DecideAsync(input, cancellation), CoreJson.Default.RungPromotion, cancellation);
        var promoted = Promoting.Promoted(promotion);
        logger.CandidatesPromoted(input.SearchId, input.Generation, input.Rung, promoted.Count, promotion.Decisions.Count);
        var candidates = await generations.ReadCandidatesAsync(input.SearchId, input.Generation, cancellation);
        return [.. Enumerable.Range(0, candidates.Count).Where(index => promoted.Contains(candidates[index].Id))];
    }

    async Task<RungPromotion> DecideAsync(PromoteCandidatesInput input, CancellationToken cancellation)
    {
        var request = await searches.ReadRequestAsync(input.SearchId, cancellation);
        var reached = new List<Evaluation>();
        foreach (var candidate in await generations.ReadCandidatesAsync(input.SearchId, input.Generation, cancellation))
        {
            if (await generations.FindRungOutcomeAsync(input.SearchId, input.Generation, input.Rung, candidate.Id, cancellation) is { } outcome)
            {
                reached.Add(outcome);
            }
        }

        var earlier = await pools.ReadBeforeAsync(input.SearchId, RungLadder.Of(request), input.Generation, cancellation);
        return Promoting.Decide(request, input.Generation, input.Rung, earlier, reached);
    }
}
